import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';

import type { AccessToken } from '../../src/contract/gateway-session.ts';
import { ROLES, type Role } from '../../src/contract/roles.ts';
import type { Clock } from '../clock.ts';
import { ProblemError } from '../problem.ts';
import type { AccessClaims } from './claims.ts';
import type { SigningKeys } from './signing-keys.ts';

const ALGORITHM = 'EdDSA';
const AUDIENCE = 'video-call-payments';

/** Makes access tokens, and reads them. */
export class AccessTokens {
  readonly #keys: SigningKeys;
  readonly #clock: Clock;
  readonly #issuer: string;

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
    try {
      const { payload } = await jwtVerify(
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
      return toClaims(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new ProblemError('token_expired', 'This access token has expired: mint a new one.');
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw invalid();
      throw error;
    }
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
