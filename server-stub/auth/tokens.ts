import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';

import type { AccessToken } from '../../src/contract/gateway-session.ts';
import { ROLES, type Role } from '../../src/contract/roles.ts';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem.ts';
import type { AccessClaims } from './claims.ts';
import type { SigningKeys } from './signing-keys.ts';

const ALGORITHM = 'EdDSA';
const AUDIENCE = 'video-call-payments';
/** A few calls in a minute come with the same token. */
const MOST_KNOWN = 1_000;

/** Makes access tokens, and reads them. */
export class AccessTokens {
  readonly #keys: SigningKeys;
  readonly #clock: Clock;
  readonly #issuer: string;
  /** Tokens whose signature was found good, the latest last. */
  readonly #known = new Map<string, { readonly kid: string; readonly claims: AccessClaims }>();

  constructor(keys: SigningKeys, clock: Clock, issuer: string) {
    this.#keys = keys;
    this.#clock = clock;
    this.#issuer = issuer;
  }

  /** `seconds`: how long it is good for. */
  async mint(claims: Omit<AccessClaims, 'expiresAt'>, seconds: number): Promise<AccessToken> {
    const { kid, privateKey } = await this.#keys.current();
    const issuedAt = Math.floor(this.#clock.now() / 1000);
    const token = await new SignJWT({
      role: claims.role,
      host: claims.hostId,
      organisation: claims.organisationId,
      clinic: claims.clinicId,
      organisation_ref: claims.organisationRef,
      clinic_ref: claims.clinicRef,
      call: claims.callId,
    })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      .setSubject(claims.participantId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(privateKey);
    return { token, expiresAt: (issuedAt + seconds) * 1000 };
  }

  /** From now on another key signs; tokens of the one before stay good until they end. */
  async rotate(): Promise<void> {
    await this.#keys.rotate();
  }

  /** @throws ProblemError `token_expired` or `token_invalid`. */
  async verify(token: string): Promise<AccessClaims> {
    const known = this.#known.get(token);
    // Its key may be valid no more, and its time over: then it is read again, to say so.
    if (known && known.claims.expiresAt > this.#clock.now() && (await this.#keys.find(known.kid)))
      return known.claims;
    try {
      const { payload, protectedHeader } = await jwtVerify(
        token,
        async ({ kid }) => {
          const key = kid === undefined ? undefined : await this.#keys.find(kid);
          if (!key) throw new errors.JWKSNoMatchingKey();
          return key.publicKey;
        },
        {
          algorithms: [ALGORITHM],
          typ: 'at+jwt',
          issuer: this.#issuer,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'sub', 'role', 'host'],
          currentDate: new Date(this.#clock.now()),
        },
      );
      const claims = toClaims(payload);
      this.#remember(token, protectedHeader.kid, claims);
      return claims;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new ProblemError('token_expired', 'This access token has expired: mint a new one.');
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw invalid();
      throw error;
    }
  }

  #remember(token: string, kid: string | undefined, claims: AccessClaims): void {
    if (kid === undefined) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST_KNOWN) this.#known.delete(oldest);
    this.#known.set(token, { kid, claims });
  }
}

function toClaims({ sub, exp, role, host, organisation, clinic, call, ...refs }: JWTPayload): AccessClaims {
  if (sub === undefined || exp === undefined || typeof host !== 'string' || !isRole(role)) throw invalid();
  return {
    role,
    participantId: sub,
    hostId: host,
    organisationId: textOrNull(organisation),
    clinicId: textOrNull(clinic),
    organisationRef: textOrNull(refs['organisation_ref']),
    clinicRef: textOrNull(refs['clinic_ref']),
    callId: textOrNull(call),
    expiresAt: exp * 1000,
  };
}

function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function invalid(): ProblemError {
  return new ProblemError('token_invalid', 'This is not an access token of this gateway.');
}
