import { PageHeader } from '../../ui/PageHeader.tsx';

export function Start() {
  return <PageHeader title="Projects" />;
}
