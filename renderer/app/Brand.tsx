import { Anchor, Group, Image, Text } from '@mantine/core';
import { Link } from 'react-router';
import icon from '../../assets/icon.svg';

export function Brand() {
  return (
    <Anchor component={Link} to="/" underline="never" c="inherit" aria-label="Larder: all projects">
      <Group gap={10} wrap="nowrap">
        <Image src={icon} alt="" w={28} h={28} />
        <Text fw={680} size="lg" lts="-0.02em">
          Larder
        </Text>
      </Group>
    </Anchor>
  );
}
