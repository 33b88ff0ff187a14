/**
 * Replaces identifiers in files that the test runner serves, as rollup does in the build: postmate's ES module
 * reads `process.env.NODE_ENV`, which a browser doesn't have.
 */
export function replacePlugin(replacements, files) {
  return {
    name: 'replace',
    transform(context) {
      if (!files.test(context.path) || typeof context.body !== 'string') return undefined;
      let body = context.body;
      for (const [from, to] of Object.entries(replacements)) body = body.replaceAll(from, to);
      return body === context.body ? undefined : { body };
    },
  };
}
