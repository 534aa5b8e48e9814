import { endOverrideCommand, overrideCommand } from '@partner-pulse/contract';
import { BAND_WORDS, JUDGEMENT_WORDS, OVERRIDE_BANDS } from '@partner-pulse/words';
import { useState } from 'react';
import { DayInput } from './day-input.tsx';
import { FormButton, ReasonInput } from './form-parts.tsx';
import type { JudgementScope } from './judgement-scope.ts';
import { OverrideNote } from './override-note.tsx';
import { Divider, NumberInput, Select, Text } from './sdk.ts';
import { useCommand } from './use-command.ts';
import { useReader } from './viewer.tsx';

const OWN_SCORE = 'score';
const SET_OPTIONS = [
  ...OVERRIDE_BANDS.map((band) => ({ value: band, label: BAND_WORDS[band] })),
  { value: OWN_SCORE, label: JUDGEMENT_WORDS.ownScore },
];

/** A band or a score for a time, with a reason; and the end of the one in force. */
export function OverrideForm(scope: JudgementScope) {
  const { judgement } = scope;
  return (
    <>
      {judgement.override !== null && (
        <>
          <OverrideNote override={judgement.override} />
          <EndForm {...scope} />
          <Divider />
        </>
      )}
      <Text variant="microcopy">{JUDGEMENT_WORDS.overrideHelp}</Text>
      {judgement.overridesText !== null && <Text variant="microcopy">{judgement.overridesText}</Text>}
      <SetForm {...scope} />
    </>
  );
}

function SetForm({ partnerId, judgement, onDone }: JudgementScope) {
  const { locale } = useReader();
  const { state, run } = useCommand(overrideCommand, locale, onDone);
  const [form, setForm] = useState({
    set: OVERRIDE_BANDS[0] as string,
    score: undefined as number | undefined,
    until: judgement.until.usual,
    reason: '',
  });
  const change = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));
  const { score, until, reason } = form;
  const band = OVERRIDE_BANDS.find((one) => one === form.set);
  const isComplete = reason.trim() !== '' && (band !== undefined || isScore(score));
  const send = async () => {
    const set = band ? { band } : { score: score ?? 0 };
    const answer = await run({ partnerId, after: judgement.seq, reason, until, set });
    if (answer?.state === 'done') change({ reason: '' });
  };
  return (
    <>
      <Select
        name="override-set"
        label={JUDGEMENT_WORDS.set}
        options={SET_OPTIONS}
        value={form.set}
        onChange={(value) => change({ set: String(value) })}
      />
      {band === undefined && (
        <NumberInput
          name="override-score"
          label={JUDGEMENT_WORDS.score}
          min={0}
          max={100}
          precision={0}
          {...(score !== undefined && { value: score })}
          error={score !== undefined && !isScore(score)}
          onChange={(value) => change({ score: value })}
        />
      )}
      <DayInput
        name="override-until"
        label={JUDGEMENT_WORDS.until}
        min={judgement.until.first}
        max={judgement.until.last}
        value={until}
        onChange={(day) => change({ until: day || judgement.until.usual })}
      />
      <ReasonInput
        name="override-reason"
        label={JUDGEMENT_WORDS.reason}
        description={JUDGEMENT_WORDS.reasonHelp}
        value={reason}
        onChange={(value) => change({ reason: value })}
      />
      <FormButton label={JUDGEMENT_WORDS.setIt} state={state} disabled={!isComplete} onClick={send} />
    </>
  );
}

const isScore = (score: number | undefined): boolean =>
  score !== undefined && Number.isInteger(score) && score >= 0 && score <= 100;

function EndForm({ partnerId, judgement, onDone }: JudgementScope) {
  const { locale } = useReader();
  const { state, run } = useCommand(endOverrideCommand, locale, onDone);
  const [reason, setReason] = useState('');
  const end = async () => {
    const answer = await run({ partnerId, after: judgement.seq, reason });
    if (answer?.state === 'done') setReason('');
  };
  return (
    <>
      <ReasonInput name="end-reason" label={JUDGEMENT_WORDS.endReason} value={reason} onChange={setReason} />
      <FormButton
        label={JUDGEMENT_WORDS.endIt}
        variant="secondary"
        state={state}
        disabled={reason.trim() === ''}
        onClick={end}
      />
    </>
  );
}
