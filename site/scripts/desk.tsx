// Runs on the desk's first page.
import { Home } from '../desk/home/Home.tsx';
import { startDesk } from '../desk/start.tsx';

await startDesk(() => <Home />);
