import { useParams } from 'react-router';

/** The project that the address names. */
export const useProjectId = (): number => Number(useParams().project);
