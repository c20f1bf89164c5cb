// Runs on the desk's page that connects an LMS.
import { LmsPage } from '../desk/lms/LmsPage.tsx';
import { startDesk } from '../desk/start.tsx';

await startDesk(() => <LmsPage />);
