// Runs on the page of one class.
import { ClassPage } from '../islands/desk/ClassPage.tsx';
import { startDesk } from '../islands/desk/start.tsx';

await startDesk(() => <ClassPage />);
