import '../../styles/desk-home.css';
import { instructor } from '../state/session.ts';
import { Account } from './Account.tsx';
import { BackupCard } from './BackupCard.tsx';
import { Classes } from './Classes.tsx';
import { Instructors } from './Instructors.tsx';
import { LmsCard } from './LmsCard.tsx';
import { NetworkCard } from './NetworkCard.tsx';
import { WorkersCard } from './WorkersCard.tsx';

/** The desk's first page: the classes, and beside them the settings that are made once. */
export function Home() {
  const isOperator = instructor.value?.operator === true;
  return (
    <div class="desk-home">
      <Classes />
      <div class="desk-side">
        {isOperator && <NetworkCard />}
        {isOperator && <WorkersCard />}
        {isOperator && <BackupCard />}
        {isOperator && <LmsCard />}
        <Account />
        {isOperator && <Instructors />}
      </div>
    </div>
  );
}
