import type { ButtonProps } from '@hubspot/ui-extensions';
import type { CrmActionButtonProps, CrmCardActionsProps } from '@hubspot/ui-extensions/crm';
import { useEffect } from 'react';
import { useHost } from '../host-context.ts';
import { sizeClass } from './layout.tsx';
import { useClick } from './text.tsx';

export function Button({ variant, size, disabled, children, ...rest }: ButtonProps) {
  const click = useClick(rest);
  return (
    <button
      type="button"
      className={`btn v-${variant ?? 'secondary'} z-${sizeClass(size, 'md')}`}
      disabled={disabled}
      onClick={click}
    >
      {children}
    </button>
  );
}

const ACTION_WORDS: Readonly<Record<string, string>> = {
  ADD_TASK: 'the task editor',
  SCHEDULE_MEETING: 'the meeting scheduler',
  OPEN_RECORD_ASSOCIATION_FORM: 'the form that associates a company',
};
const opens = (actionType: string): string => `Here HubSpot opens ${ACTION_WORDS[actionType] ?? actionType}.`;

export function CrmActionButton({ actionType, variant, size, disabled, children }: CrmActionButtonProps) {
  const { announce } = useHost();
  return (
    <button
      type="button"
      className={`btn v-${variant ?? 'secondary'} z-${sizeClass(size, 'md')}`}
      disabled={disabled}
      onClick={() => announce(opens(actionType))}
    >
      {children}
    </button>
  );
}

/** Fills the menu in the card's header, which HubSpot's page owns. */
export function CrmCardActions({ actionConfigs }: CrmCardActionsProps) {
  const { setHeaderActions, announce } = useHost();
  const key = JSON.stringify(actionConfigs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the configs are compared by content, they are new objects on each message.
  useEffect(() => {
    const flat = actionConfigs.flatMap((config) => (config.type === 'dropdown' ? config.options : [config]));
    setHeaderActions(
      flat.map((config) => ({
        label: config.label ?? config.actionType,
        run: () => announce(opens(config.actionType)),
      })),
    );
    return () => setHeaderActions([]);
  }, [key]);
  return null;
}
