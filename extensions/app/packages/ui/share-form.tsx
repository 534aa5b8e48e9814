import {
  type LinksAnswer,
  revokeScorecardCommand,
  scorecardLinks,
  shareScorecardCommand,
} from '@partner-pulse/contract';
import { JUDGEMENT_WORDS } from '@partner-pulse/words';
import { useCallback, useState } from 'react';
import { FormButton } from './form-parts.tsx';
import type { JudgementScope } from './judgement-scope.ts';
import { Outcome } from './outcome.tsx';
import { Alert, Divider, Flex, Link, LoadingButton, LoadingSpinner, NumberInput, Text, Tile } from './sdk.ts';
import { FailurePanel, ProblemPanel } from './state-panel.tsx';
import { useAnswer } from './use-answer.ts';
import { type CommandState, useCommand } from './use-command.ts';
import { useReader } from './viewer.tsx';

const USUAL_DAYS = 30;
const MOST_DAYS = 366;

/** Makes a link to the partner's scorecard, and lists and withdraws those that were made. */
export function ShareForm({ partnerId, judgement }: JudgementScope) {
  const { locale } = useReader();
  const { state: listed, reload } = useAnswer(scorecardLinks, { partnerId, locale });
  const { state, run } = useCommand(shareScorecardCommand, locale, reload);
  const [days, setDays] = useState(USUAL_DAYS);
  const isWrong = !Number.isInteger(days) || days < 1 || days > MOST_DAYS;
  return (
    <>
      <Text variant="microcopy">{JUDGEMENT_WORDS.shareHelp}</Text>
      {judgement.sharingText !== null && <Text variant="microcopy">{judgement.sharingText}</Text>}
      <NumberInput
        name="share-days"
        label={JUDGEMENT_WORDS.days}
        min={1}
        max={MOST_DAYS}
        precision={0}
        value={days}
        error={isWrong}
        onChange={setDays}
      />
      <FormButton
        label={JUDGEMENT_WORDS.makeLink}
        state={state}
        disabled={isWrong}
        onClick={() => run({ partnerId, days })}
      />
      <MadeLink state={state} />
      <Divider />
      <Text format={{ fontWeight: 'bold' }}>{JUDGEMENT_WORDS.links}</Text>
      {listed.kind === 'loading' && <LoadingSpinner label={JUDGEMENT_WORDS.loading} />}
      {listed.kind === 'failed' && <FailurePanel failure={listed.failure} onRetry={reload} />}
      {listed.kind === 'ready' && <Links answer={listed.answer} partnerId={partnerId} onDone={reload} />}
    </>
  );
}

/** The address, this once: nobody can be shown it again. */
function MadeLink({ state }: { readonly state: CommandState }) {
  if (state.kind !== 'answered' || state.answer.state !== 'shared') return null;
  const { url, text } = state.answer;
  return (
    <Flex direction="column" gap="sm">
      <Alert title={text} variant="success">
        <Text>{JUDGEMENT_WORDS.link}</Text>
        <Text>{url}</Text>
      </Alert>
      <Link href={{ url, external: true }}>{JUDGEMENT_WORDS.open}</Link>
    </Flex>
  );
}

interface LinksProps {
  readonly answer: LinksAnswer;
  readonly partnerId: string;
  readonly onDone: () => void;
}

function Links({ answer, partnerId, onDone }: LinksProps) {
  const { locale } = useReader();
  const revoke = useCommand(revokeScorecardCommand, locale, onDone);
  const withdraw = useCallback((id: number) => void revoke.run({ partnerId, id }), [revoke.run, partnerId]);
  if (answer.state === 'problem') return <ProblemPanel answer={answer} onRetry={onDone} />;
  return (
    <Flex direction="column" gap="sm">
      {answer.links.length === 0 && <Text>{JUDGEMENT_WORDS.noLinks}</Text>}
      {answer.links.map((link) => (
        <Tile key={link.id} compact>
          <Flex direction="row" justify="between" align="center" gap="sm" wrap="wrap">
            <Flex direction="column" gap="flush">
              <Text format={{ fontWeight: 'demibold' }}>{link.stateText}</Text>
              <Text variant="microcopy">{`${link.sharedText} · ${link.viewsText}`}</Text>
            </Flex>
            {link.isOpen && (
              <LoadingButton
                variant="secondary"
                size="xs"
                loading={revoke.state.kind === 'busy'}
                onClick={() => withdraw(link.id)}
              >
                {JUDGEMENT_WORDS.withdraw}
              </LoadingButton>
            )}
          </Flex>
        </Tile>
      ))}
      <Outcome state={revoke.state} />
    </Flex>
  );
}
