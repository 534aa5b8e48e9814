import type { AttackedServer, Got } from './attacked-server.ts';

/** One attack on one address: what is sent, and what has to come back. */
export interface Attack {
  readonly kind: string;
  readonly send: (server: AttackedServer) => Promise<Got>;
  readonly expect: (got: Got, server: AttackedServer) => boolean;
}

export const is =
  (...statuses: number[]) =>
  (got: Got) =>
    statuses.includes(got.status);

/** Where an attacker would like people to go. */
export const EVIL = 'https://evil.example';
