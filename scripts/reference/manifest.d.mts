interface Described {
  readonly name: string;
  readonly description?: string;
}

/** What we read of https://custom-elements-manifest.open-wc.org. */
export interface ManifestDeclaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly Described[];
  readonly attributes?: readonly (Described & {
    readonly fieldName: string;
    readonly type: { readonly text: string };
  })[];
  readonly events?: readonly (Described & { readonly type: { readonly text: string } })[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssStates?: readonly Described[];
  readonly cssProperties?: readonly (Described & { readonly default: string })[];
}

export interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly ManifestDeclaration[];
    readonly exports: readonly { readonly kind: string; readonly name: string }[];
  }[];
}

/** The custom-elements manifest, as custom-elements-manifest.config.mjs says. */
export function createManifest(): Promise<Manifest>;
