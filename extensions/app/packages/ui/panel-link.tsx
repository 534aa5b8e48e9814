import { type ReactNode, useState } from 'react';
import { Flex, Link, Panel, PanelBody } from './sdk.ts';

interface PanelLinkProps {
  /** Unique within the card: HubSpot opens panels by id. */
  readonly id: string;
  readonly label: string;
  readonly title?: string;
  /** Drawn from the first opening on: a panel's children are mounted with the card. */
  readonly children: () => ReactNode;
}

/** A link that opens a panel. */
export function PanelLink({ id, label, title = label, children }: PanelLinkProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Link
      href="#"
      preventDefault
      onClick={() => setOpened(true)}
      overlay={
        <Panel id={id} title={title} width="md">
          <PanelBody>
            <Flex direction="column" gap="md">
              {opened && children()}
            </Flex>
          </PanelBody>
        </Panel>
      }
    >
      {label}
    </Link>
  );
}
