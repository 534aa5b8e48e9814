import { type CrmStage, stageKey } from './records.ts';

const PREFIX = 'hs_v2_date_entered_';

interface NamedProperty {
  readonly name: string;
}

/**
 * Finds the deal properties that hold when a deal entered each stage. HubSpot changes characters of a stage id that a
 * property name cannot carry and may add a number behind it, so names are looked up in the account's list, not built.
 * A stage without such a property is left out.
 */
export function stageEnteredProperties(
  stages: readonly CrmStage[],
  properties: readonly NamedProperty[],
): Record<string, string> {
  const names = properties.map(({ name }) => name).filter((name) => name.startsWith(PREFIX));
  const exact = new Set(names);
  const found: Record<string, string> = {};
  for (const { pipeline, stage } of stages) {
    const plain = `${PREFIX}${stage}`;
    const mangled = PREFIX + stage.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
    const name = [plain, mangled].find((candidate) => exact.has(candidate)) ?? numbered(names, mangled, stages);
    if (name !== undefined) found[stageKey(pipeline, stage)] = name;
  }
  return found;
}

/** `<mangled>_123`, when no other stage can have meant it and only one property fits. */
function numbered(names: readonly string[], mangled: string, stages: readonly CrmStage[]): string | undefined {
  const taken = new Set(stages.map(({ stage }) => `${PREFIX}${stage}`));
  const fitting = names.filter(
    (name) => name.startsWith(`${mangled}_`) && /^\d+$/.test(name.slice(mangled.length + 1)) && !taken.has(name),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
