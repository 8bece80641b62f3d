import { PageHeader } from '../../ui/PageHeader.tsx';

export default function NewProject() {
  return <PageHeader title="New project" />;
}
