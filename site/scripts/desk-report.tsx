// Runs on the printable report of a class or of one learner.
import { ReportPage } from '../desk/report/ReportPage.tsx';
import { startDesk } from '../desk/start.tsx';

await startDesk(() => <ReportPage />);
