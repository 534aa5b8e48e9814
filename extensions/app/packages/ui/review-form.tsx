import { reviewCommand } from '@partner-pulse/contract';
import { JUDGEMENT_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { FormButton, ReasonInput } from './form-parts.tsx';
import type { JudgementScope } from './judgement-scope.ts';
import { Text } from './sdk.ts';
import { useCommand } from './use-command.ts';
import { useReader } from './viewer.tsx';

/** A dated note, kept with the score of this moment. */
export function ReviewForm({ partnerId, judgement, onDone }: JudgementScope) {
  const { locale } = useReader();
  const { state, run } = useCommand(reviewCommand, locale, onDone);
  const [note, setNote] = useState('');
  const save = async () => {
    const answer = await run({ partnerId, after: judgement.seq, note });
    if (answer?.state === 'done') setNote('');
  };
  return (
    <>
      <Text>{judgement.seenText}</Text>
      <Text variant="microcopy">{JUDGEMENT_WORDS.reviewHelp}</Text>
      <ReasonInput name="review-note" label={JUDGEMENT_WORDS.note} value={note} onChange={setNote} />
      <FormButton label={JUDGEMENT_WORDS.save} state={state} disabled={note.trim() === ''} onClick={save} />
    </>
  );
}
