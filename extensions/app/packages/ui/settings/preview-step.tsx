import { type SettingsReady, settingsTest } from '@partner-pulse/contract';
import { CARD_WORDS, SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import {
  AutoGrid,
  Button,
  EmptyState,
  Flex,
  Image,
  Inline,
  Input,
  LoadingSpinner,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Text,
} from '../sdk.ts';
import { Section } from '../section.tsx';
import { bar } from '../svg.ts';
import { HeadRow } from '../table-parts.tsx';
import { INK, STATUS_VARIANT } from '../tone.ts';
import { useAnswer } from '../use-answer.ts';
import { Lines } from './lines.tsx';
import { Part } from './part.tsx';
import { useSettings } from './settings-context.ts';
import { Warning } from './warning.tsx';

type Preview = SettingsReady['preview'];
const words = SETTINGS_WORDS.previewStep;
const BAR_WIDTH_PX = 200;
const BAR_HEIGHT_PX = 10;
const HALF_PX = 320;

/** Step 4: what the settings say of the partners, before anything is written. */
export function PreviewStep({ preview }: { readonly preview: Preview }) {
  if (preview.summary === null) {
    return (
      <EmptyState title={SETTINGS_WORDS.steps[3]} layout="vertical" imageName="building">
        <Text>{words.empty}</Text>
      </EmptyState>
    );
  }
  return (
    <Part title={SETTINGS_WORDS.steps[3]} text={`${words.text} ${preview.summary}`}>
      <AutoGrid columnWidth={HALF_PX} flexible gap="md">
        <Bands bands={preview.bands} />
        <TestRecord />
      </AutoGrid>
      <Samples samples={preview.samples} />
    </Part>
  );
}

function Bands({ bands }: Pick<Preview, 'bands'>) {
  const most = Math.max(1, ...bands.map(({ count }) => count));
  return (
    <Section title={words.bands}>
      {bands.map((band) => (
        <Flex key={band.key} direction="column" gap="xs">
          <Inline gap="sm" justify="between">
            <StatusTag variant={STATUS_VARIANT[band.tone]} hollow={band.tone === 'neutral'}>
              {band.word}
            </StatusTag>
            <Text inline>{band.countText}</Text>
          </Inline>
          <Image
            src={bar((100 * band.count) / most, BAR_WIDTH_PX, BAR_HEIGHT_PX, INK[band.tone])}
            width={BAR_WIDTH_PX}
            height={BAR_HEIGHT_PX}
            alt={`${band.word}: ${band.countText}`}
          />
        </Flex>
      ))}
    </Section>
  );
}

function Samples({ samples }: Pick<Preview, 'samples'>) {
  return (
    <Section title={words.samples}>
      <Text variant="microcopy">{words.samplesText}</Text>
      <Table density="condensed" flush>
        <HeadRow columns={[words.columns.partner, words.columns.band]} />
        <TableBody>
          {samples.map((sample) => (
            <TableRow key={sample.recordId}>
              <TableCell width="max">
                <Text format={{ fontWeight: 'demibold' }}>{sample.name}</Text>
                <Text variant="microcopy">{sample.why}</Text>
              </TableCell>
              <TableCell width="min">
                <StatusTag variant={STATUS_VARIANT[sample.tone]} hollow={sample.tone === 'neutral'}>
                  {sample.word}
                </StatusTag>
                <Text variant="microcopy">{sample.scoreText}</Text>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

/** What would be said of one company, and why. */
function TestRecord() {
  const { isAdmin } = useSettings();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const isWrong = typed !== '' && !/^\d{1,20}$/.test(typed);
  return (
    <Section title={words.test}>
      <Input
        label={words.testLabel}
        name="test-company"
        description={words.testText}
        value={typed}
        readOnly={!isAdmin}
        error={isWrong}
        validationMessage={isWrong ? words.testWrong : ''}
        onInput={(value) => setTyped(value.trim())}
        onChange={(value) => setTyped(value.trim())}
      />
      <Inline>
        <Button
          variant="secondary"
          size="sm"
          disabled={!isAdmin || typed === '' || isWrong}
          onClick={() => setAsked(typed)}
        >
          {words.testButton}
        </Button>
      </Inline>
      {asked !== null && <Tested companyId={asked} />}
    </Section>
  );
}

function Tested({ companyId }: { readonly companyId: string }) {
  const { locale } = useSettings();
  const { state } = useAnswer(settingsTest, { companyId, locale });
  if (state.kind === 'loading')
    return <LoadingSpinner label={SETTINGS_WORDS.effect.working} showLabel layout="inline" />;
  if (state.kind === 'failed') return <Warning text={CARD_WORDS.failed} />;
  const { answer } = state;
  if (answer.state === 'problem') return <Warning text={answer.problem.message} />;
  return (
    <Flex direction="column" gap="sm">
      <Inline gap="sm">
        <Text inline format={{ fontWeight: 'demibold' }}>
          {answer.title}
        </Text>
        <StatusTag variant={STATUS_VARIANT[answer.tone]} hollow={answer.tone === 'neutral'}>
          {answer.word}
        </StatusTag>
      </Inline>
      <Text>{answer.text}</Text>
      <Lines lines={answer.lines} />
    </Flex>
  );
}
