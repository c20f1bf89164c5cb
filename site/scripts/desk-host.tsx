// Runs on the page of the instructor's own lab host.
import { OwnHostPage } from '../desk/own-host/OwnHostPage.tsx';
import { startDesk } from '../desk/start.tsx';

await startDesk(() => <OwnHostPage />);
