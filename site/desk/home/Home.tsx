import '../../styles/desk-home.css';
import { instructor } from '../state/session.ts';
import { Account } from './Account.tsx';
import { Classes } from './Classes.tsx';
import { Instructors } from './Instructors.tsx';
import { NetworkCard } from './NetworkCard.tsx';

/** The desk's first page: the classes, and beside them the settings that are made once. */
export function Home() {
  const isOperator = instructor.value?.operator === true;
  return (
    <div class="desk-home">
      <Classes />
      <div class="desk-side">
        {isOperator && <NetworkCard />}
        <Account />
        {isOperator && <Instructors />}
      </div>
    </div>
  );
}
