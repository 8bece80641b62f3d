import { labelingTemplates } from '../domain/labelingTemplates.ts';

export const labelingTemplatesAnswer = () => labelingTemplates;
