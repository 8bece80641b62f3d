import { PageHeader } from '../../ui/PageHeader.tsx';

export default function Tasks() {
  return <PageHeader title="Tasks" />;
}
