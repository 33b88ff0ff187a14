import type { ObjectPage, ObjectQuery } from '../store/object-store.ts';
import { invalidRequest } from './api-error.ts';
import { isFormObject } from './form.ts';
import type { Params } from './params.ts';

/** The parameters that every list takes. */
export const LIST_PARAMS = ['limit', 'starting_after', 'ending_before', 'created', 'expand'] as const;

/** Source: https://docs.stripe.com/api/pagination */
export function listQuery(params: Params): ObjectQuery {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidRequest(
      limit < 1 ? 'This value must be greater than or equal to 1.' : 'Limit cannot be greater than 100.',
      'parameter_invalid_integer',
      'limit',
    );
  }
  const startingAfter = params.filledText('starting_after');
  const endingBefore = params.filledText('ending_before');
  if (startingAfter && endingBefore) {
    throw invalidRequest(
      'You may only specify one of these parameters: ending_before, starting_after.',
      'parameters_exclusive',
    );
  }
  return {
    limit,
    ...(startingAfter ? { startingAfter } : {}),
    ...(endingBefore ? { endingBefore } : {}),
    ...createdRange(params),
  };
}

/** The id that a page was to begin or end at. */
export function listCursor(params: Params): string {
  return params.filledText('starting_after') ?? params.filledText('ending_before') ?? '';
}

function createdRange(params: Params): Pick<ObjectQuery, 'createdFrom' | 'createdTo'> {
  if (!params.has('created')) return {};
  if (!isFormObject(params.raw('created'))) {
    const at = params.integer('created');
    return at === undefined ? {} : { createdFrom: at, createdTo: at };
  }
  const range = params.nested('created');
  range?.allowOnly(['gt', 'gte', 'lt', 'lte']);
  const above = range?.integer('gt');
  const from = above === undefined ? range?.integer('gte') : above + 1;
  const below = range?.integer('lt');
  const to = below === undefined ? range?.integer('lte') : below - 1;
  return {
    ...(from === undefined ? {} : { createdFrom: from }),
    ...(to === undefined ? {} : { createdTo: to }),
  };
}

export function listBody<T>(url: string, page: ObjectPage<T>): object {
  return { object: 'list', data: page.data, has_more: page.hasMore, url };
}
