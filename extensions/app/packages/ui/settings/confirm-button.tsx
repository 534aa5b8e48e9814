import { SETTINGS_WORDS } from '@partner-pulse/words';
import { useState } from 'react';
import { Alert, Button, Flex, Inline, LoadingButton, Text } from '../sdk.ts';

interface ConfirmButtonProps {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly isBusy: boolean;
  readonly disabled?: boolean;
  readonly size?: 'xs' | 'sm' | 'md';
  readonly onConfirm: () => void;
}

/** Asks before it does something that cannot simply be undone. The question stands where the button was. */
export function ConfirmButton({ label, title, text, isBusy, disabled, size = 'sm', onConfirm }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <LoadingButton
        variant="secondary"
        size={size}
        loading={isBusy}
        disabled={disabled === true}
        onClick={() => setAsking(true)}
      >
        {label}
      </LoadingButton>
    );
  }
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <Alert title={title} variant="warning">
      <Flex direction="column" gap="sm">
        <Text>{text}</Text>
        <Inline gap="sm">
          <Button variant="destructive" size="sm" onClick={confirm}>
            {label}
          </Button>
          <Button variant="secondary" size="sm" onClick={() => setAsking(false)}>
            {SETTINGS_WORDS.cancel}
          </Button>
        </Inline>
      </Flex>
    </Alert>
  );
}
