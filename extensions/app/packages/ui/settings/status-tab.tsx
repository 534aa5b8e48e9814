import type { SettingsStatus } from '@partner-pulse/contract';
import { SETTINGS_WORDS } from '@partner-pulse/words';
import { Alert, Flex, StatusTag, Table, TableBody, TableCell, TableRow, Text } from '../sdk.ts';
import { HeadRow } from '../table-parts.tsx';
import { STATUS_VARIANT } from '../tone.ts';
import { Lines } from './lines.tsx';
import { Part } from './part.tsx';

const words = SETTINGS_WORDS.status;

/** How the account is doing: what was read and written, what is wrong and what to do about it. */
export function StatusTab({ status }: { readonly status: SettingsStatus }) {
  return (
    <Flex direction="column" gap="lg">
      <Part title={status.word} text={status.text}>
        <Lines lines={status.lines} />
      </Part>
      <Part title={words.problems}>
        {status.problems.length === 0 && <Text>{words.noProblems}</Text>}
        {status.problems.map(({ text, fix, whenText }) => (
          <Alert key={`${text} ${fix}`} title={text} variant="warning">
            <Text>{fix}</Text>
            {whenText !== '' && <Text variant="microcopy">{whenText}</Text>}
          </Alert>
        ))}
      </Part>
      <Scopes scopes={status.scopes} />
    </Flex>
  );
}

function Scopes({ scopes }: Pick<SettingsStatus, 'scopes'>) {
  return (
    <Part title={words.scopes} text={words.scopesText}>
      <Table density="condensed" flush>
        <HeadRow columns={[words.columns.scope, words.columns.state]} />
        <TableBody>
          {scopes.map((scope) => (
            <TableRow key={scope.name}>
              <TableCell width="max">
                <Text>{scope.why}</Text>
                <Text variant="microcopy">{scope.name}</Text>
              </TableCell>
              <TableCell width="min">
                <StatusTag variant={STATUS_VARIANT[scope.tone]} hollow={scope.tone === 'neutral'}>
                  {scope.word}
                </StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Part>
  );
}
