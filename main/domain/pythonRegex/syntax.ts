import type { CodePointSet } from './codePointSet.ts';

/** Places between characters; `end` is Python's plain `$`, which also holds before a newline that ends the name. */
export type Position = 'textStart' | 'lineStart' | 'textEnd' | 'lineEnd' | 'end' | 'wordEdge' | 'noWordEdge';

/** A parsed pattern. Flags are already worked into the sets and positions, groups into the tree. */
export type RegexNode =
  | { readonly kind: 'characters'; readonly set: CodePointSet }
  | { readonly kind: 'position'; readonly at: Position }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly least: number; readonly most: number };

/** The flags that hold at one place of a pattern. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly asciiOnly: boolean;
}

/** The parts that a node is made of. */
export function partsOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.branches;
    case 'repeat':
      return [node.item];
    default:
      return [];
  }
}
