import type { AnnotationFields } from '../contract/annotations.ts';
import { type Access, inField } from './access.ts';

/** Refuses a parent that is not there, or that the author of the annotation may not see. */
export function requireParents(access: Access, { parent_prediction, parent_annotation }: AnnotationFields): void {
  if (parent_prediction != null) {
    inField('parent_prediction', parent_prediction, () => access.prediction(parent_prediction));
  }
  if (parent_annotation != null) {
    inField('parent_annotation', parent_annotation, () => access.annotation(parent_annotation));
  }
}
