// Runs on the page of one class.
import { ClassPage } from '../desk/ClassPage.tsx';
import { startDesk } from '../desk/start.tsx';

await startDesk(() => <ClassPage />);
