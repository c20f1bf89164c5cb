import { useEffect, useId, useRef } from 'preact/hooks';
import { EXTRA_UNUSED } from '../../protocol/host-owner.ts';
import { isExam } from '../class/state.ts';
import { openSecondTab } from '../terminal/second.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { Addresses } from './Addresses.tsx';
import { beginSecond, endSecond, isAsked, isThere, second } from './second.ts';
import { host } from './state.ts';

/** The button for a second host beside the learner's own, and what is to be known of it. */
export function SecondHost() {
  const said = words.host.second;
  return (
    <>
      <button
        type="button"
        class="button small seldom"
        aria-haspopup="dialog"
        onClick={() => {
          isAsked.value = true;
        }}
      >
        {said.button}
      </button>
      {isAsked.value && <SecondDialog />}
    </>
  );
}

function SecondDialog() {
  const said = words.host.second;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { busy, problem, act } = useAct();
  const status = second.value;
  const close = () => dialog.current?.close();
  useEffect(() => dialog.current?.showModal(), []);
  const start = () =>
    act(async () => {
      await beginSecond();
      if (!isThere(second.value)) return;
      close();
      void openSecondTab();
    });
  const open = () =>
    act(async () => {
      close();
      await openSecondTab();
    });
  const end = () => act(() => endSecond().then(close));
  return (
    <dialog
      ref={dialog}
      class="dialog second-host"
      aria-labelledby={title}
      onClose={() => {
        isAsked.value = false;
      }}
    >
      <h2 id={title}>{said.title}</h2>
      <p>{said.text}</p>
      <p>
        <strong>{said.unmarked}</strong>
      </p>
      <p class="soft">{said.ends(EXTRA_UNUSED.second)}</p>
      {isThere(status) ? (
        <dl class="two-hosts">
          <dt>{said.own}</dt>
          <dd>
            <Addresses list={host.value?.addresses.filter(isIpv6) ?? []} />
          </dd>
          <dt>
            {said.it}: {words.host.state[status.state]}
          </dt>
          <dd>
            <Addresses list={status.addresses.filter(isIpv6)} />
          </dd>
        </dl>
      ) : (
        status?.reason && (
          <p class="trouble" role="status" lang="en">
            {status.reason}
          </p>
        )
      )}
      {isExam.value && <p role="status">{said.exam}</p>}
      {problem && <ProblemNote problem={problem} />}
      <div class="row">
        <button type="button" class="button" onClick={close}>
          {isThere(status) ? said.close : said.notNow}
        </button>
        {isThere(status) ? (
          <>
            <button type="button" class="button danger" aria-disabled={busy} onClick={() => void end()}>
              {said.end}
            </button>
            <button
              type="button"
              class="button primary"
              aria-disabled={busy}
              disabled={status.state !== 'ready'}
              onClick={() => void open()}
            >
              {said.terminal}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button primary"
            aria-disabled={busy}
            disabled={isExam.value}
            onClick={() => void start()}
          >
            {said.start}
          </button>
        )}
      </div>
    </dialog>
  );
}

/** Both hosts have the same IPv4 address, each on its LAN. */
const isIpv6 = (address: string): boolean => address.includes(':');
