// Runs on the desk's first page.
import { Home } from '../islands/desk/home/Home.tsx';
import { startDesk } from '../islands/desk/start.tsx';

await startDesk(() => <Home />);
