// Runs on the printable report of a class or of one learner.
import { ReportPage } from '../islands/desk/report/ReportPage.tsx';
import { startDesk } from '../islands/desk/start.tsx';

await startDesk(() => <ReportPage />);
