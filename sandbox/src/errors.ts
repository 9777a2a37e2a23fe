/** What the API answers when it refuses: a status and the vendor's body. Throw it anywhere; the app turns it into the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413;
  /** Vendor code: 1 not authenticated, 2 no right, 4 not found, 5 wrong method, 10 parameter. */
  readonly code: number;
  readonly details: string;

  constructor(status: ApiError['status'], code: number, message: string, details = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** 400: the parameter is missing or not valid. `why` ends the sentence "The x field ..."; the value is never repeated. */
export function invalid(parameter: string, why = 'is invalid.'): ApiError {
  return new ApiError(400, 10, `The ${parameter} field ${why}`, `Parameter ${parameter}`);
}

/** 400: the value is none of those the API knows. The contract's own wording. */
export function notSelectable(parameter: string): ApiError {
  return new ApiError(400, 10, `The selected ${parameter} field is invalid.`, `Parameter ${parameter}`);
}

/** 401: no token, or one that has expired or was revoked. */
export function unauthorized(): ApiError {
  return new ApiError(401, 1, 'Unauthorized');
}

/** 403: the token is good but its user may not do this. */
export function forbidden(details = 'No rights'): ApiError {
  return new ApiError(403, 2, 'Forbidden', details);
}

/** 404: it does not exist, or this user may not know of it. */
export function notFound(): ApiError {
  return new ApiError(404, 4, '404 Resource Not Found');
}

/** 409: the session has not come that far, or is over. Only the pages of guest and agent answer it. */
export function tooEarlyOrLate(why: string): ApiError {
  return new ApiError(409, 10, why);
}
