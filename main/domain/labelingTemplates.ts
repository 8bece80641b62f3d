import type { LabelingTemplate } from '../contract/folders.ts';

/** Labeling configs to start from, in the order in which they are offered. Names of fields and controls are Label Studio's. */
export const labelingTemplates: readonly LabelingTemplate[] = [
  {
    id: 'image-boxes',
    title: 'Boxes around objects',
    description: 'Draw a box around each thing and name it.',
    kind: 'image',
    label_config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <RectangleLabels name="label" toName="image">
    <Label value="Object"/>
    <Label value="Other"/>
  </RectangleLabels>
</View>`,
  },
  {
    id: 'image-polygons',
    title: 'Outlines of objects',
    description: 'Draw a polygon along the edge of each thing.',
    kind: 'image',
    label_config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <PolygonLabels name="label" toName="image">
    <Label value="Object"/>
    <Label value="Other"/>
  </PolygonLabels>
</View>`,
  },
  {
    id: 'image-choice',
    title: 'One name for each image',
    description: 'Sort images into classes.',
    kind: 'image',
    label_config: `<View>
  <Image name="image" value="$image" zoom="true"/>
  <Choices name="choice" toName="image">
    <Choice value="Yes"/>
    <Choice value="No"/>
    <Choice value="Unsure"/>
  </Choices>
</View>`,
  },
  {
    id: 'audio-transcript',
    title: 'Transcript of a sound',
    description: 'Write down what is said.',
    kind: 'audio',
    label_config: `<View>
  <Audio name="audio" value="$audio"/>
  <TextArea name="transcript" toName="audio" rows="4" editable="true" maxSubmissions="1"/>
</View>`,
  },
  {
    id: 'audio-parts',
    title: 'Parts of a sound',
    description: 'Mark from where to where something is heard.',
    kind: 'audio',
    label_config: `<View>
  <Labels name="label" toName="audio">
    <Label value="Speech"/>
    <Label value="Noise"/>
  </Labels>
  <Audio name="audio" value="$audio"/>
</View>`,
  },
  {
    id: 'video-choice',
    title: 'One name for each video',
    description: 'Sort videos into classes.',
    kind: 'video',
    label_config: `<View>
  <Video name="video" value="$video"/>
  <Choices name="choice" toName="video">
    <Choice value="Yes"/>
    <Choice value="No"/>
    <Choice value="Unsure"/>
  </Choices>
</View>`,
  },
  {
    id: 'video-boxes',
    title: 'Objects that move through a video',
    description: 'Draw boxes on some frames; those between follow.',
    kind: 'video',
    label_config: `<View>
  <Labels name="label" toName="video">
    <Label value="Object"/>
    <Label value="Other"/>
  </Labels>
  <Video name="video" value="$video"/>
  <VideoRectangle name="box" toName="video"/>
</View>`,
  },
  {
    id: 'text-parts',
    title: 'Words and phrases in a text',
    description: 'Mark names, places and the like.',
    kind: 'text',
    label_config: `<View>
  <Labels name="label" toName="text">
    <Label value="Person"/>
    <Label value="Place"/>
    <Label value="Organisation"/>
  </Labels>
  <Text name="text" value="$text" valueType="url"/>
</View>`,
  },
  {
    id: 'text-choice',
    title: 'One name for each text',
    description: 'Sort texts into classes.',
    kind: 'text',
    label_config: `<View>
  <Text name="text" value="$text" valueType="url"/>
  <Choices name="choice" toName="text">
    <Choice value="Positive"/>
    <Choice value="Neutral"/>
    <Choice value="Negative"/>
  </Choices>
</View>`,
  },
  {
    id: 'none',
    title: 'No labels yet',
    description: 'Look at the tasks first; choose how to label them later.',
    kind: null,
    label_config: '<View></View>',
  },
];
