import { Button, Center, Code } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';

interface Props {
  /** The address of the view: at another one nothing is broken. */
  address: string;
  children: ReactNode;
}

/** A defect in a view leaves words and a way on, not an empty window. React asks for a class here. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.error && before.address !== this.props.address) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Center mih="60vh">
        <EmptyState
          isView
          icon={IconMoodSad}
          title="This view broke"
          words="That is a defect of Larder. Nothing that was saved is lost: load the page again to go on."
        >
          <Code>{error.message}</Code>
          <Button onClick={() => location.reload()}>Load again</Button>
        </EmptyState>
      </Center>
    );
  }
}
