import { PageHeader } from '../../ui/PageHeader.tsx';

export default function ProjectSettings() {
  return <PageHeader title="Settings" />;
}
