/** Where to look a request up; at Stripe it is in the dashboard. */
export function requestLogUrl(publicUrl: string, requestId: string): string {
  return `${publicUrl}/_simulator/activity#${requestId}`;
}
