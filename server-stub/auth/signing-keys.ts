import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';

import type { Clock } from '../clock.ts';
import type { SigningKeyStore } from '../store/signing-keys.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A key signs for so long; it stays valid while its successor signs. */
const KEY_LIFE = 30 * 24 * 60 * 60 * 1000;
const VALID_KEYS = 2;

/** The keys of access tokens: the newest signs, the one before still counts. */
export class SigningKeys {
  readonly #store: SigningKeyStore;
  readonly #clock: Clock;
  /** Instead of the store's, when the operator gives one. */
  readonly #override: SigningKey | null;
  #keys: readonly (SigningKey & { createdAt: number })[] = [];
  #rotating: Promise<SigningKey> | null = null;

  private constructor(store: SigningKeyStore, clock: Clock, override: SigningKey | null) {
    this.#store = store;
    this.#clock = clock;
    this.#override = override;
  }

  static async open(store: SigningKeyStore, clock: Clock, override: KeyObject | null): Promise<SigningKeys> {
    const keys = new SigningKeys(store, clock, override && (await toSigningKey(override)));
    if (!override) {
      await keys.#load();
      if (keys.#keys.length === 0) await keys.rotate();
    }
    return keys;
  }

  /** The key to sign with; a new one once the last is old. */
  async current(): Promise<SigningKey> {
    if (this.#override) return this.#override;
    const newest = this.#keys[0];
    if (newest && this.#clock.now() - newest.createdAt < KEY_LIFE) return newest;
    // Whoever finds it old meanwhile shares the successor: a second one would end the old key's tokens.
    this.#rotating ??= this.rotate().finally(() => (this.#rotating = null));
    return this.#rotating;
  }

  async find(kid: string): Promise<SigningKey | undefined> {
    if (this.#override) return this.#override.kid === kid ? this.#override : undefined;
    const known = () => this.#keys.find((key) => key.kid === kid);
    // Another process may have rotated meanwhile.
    if (!known()) await this.#load();
    return known();
  }

  /** Answers the newest key, be it another process's. */
  async rotate(): Promise<SigningKey> {
    const { privateKey } = generateKeyPairSync('ed25519');
    const { kid } = await toSigningKey(privateKey);
    const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
    await this.#store.add(kid, jwk, this.#keys[0]?.kid ?? null, VALID_KEYS);
    await this.#load();
    const [newest] = this.#keys;
    if (!newest) throw new Error('There is no key to sign tokens with.');
    return newest;
  }

  async #load(): Promise<void> {
    const rows = await this.#store.valid();
    this.#keys = await Promise.all(
      rows.map(async (row) => ({
        ...(await toSigningKey(createPrivateKey({ key: JSON.parse(row.private_jwk), format: 'jwk' }))),
        createdAt: row.created_at,
      })),
    );
  }
}

async function toSigningKey(privateKey: KeyObject): Promise<SigningKey> {
  const publicKey = createPublicKey(privateKey);
  const kid = await calculateJwkThumbprint(publicKey.export({ format: 'jwk' }));
  return { kid, privateKey, publicKey };
}
