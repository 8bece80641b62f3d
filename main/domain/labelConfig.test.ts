import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { checkLabelConfig, dataKeyOf, parsedLabelConfig } from './labelConfig.ts';

const GOOD = [
  '<View></View>',
  '<View/>',
  '  <View></View>\n',
  '<?xml version="1.0" encoding="utf-8"?>\n<View/>',
  '<?note x?><View><?more y?></View>',
  '<!-- {"data": {}} & <b> --><View><!-- <!DOCTYPE x> --></View><!-- end -->',
  '<View><Header value="A &amp; B &lt; C &#228; &#xE4;"/></View>',
  '<View><Style><![CDATA[ a > b && c < d ]]></Style></View>',
  '<View><Label value="日本 😀 x>y"/></View>',
  '<View><Label value=\'it is "so"\'/></View>',
  '<View><Label\n value="a"\n\tbackground="red" /></View>',
];

const BAD = [
  '',
  '   ',
  '<View><Bad',
  '<View>',
  '<View></Viev>',
  '</View>',
  '<View><a></View></a>',
  '<View/><View/>',
  '<View/>text',
  'text<View/>',
  '<View/></config><config>',
  '<View/></config><config/><config>',
  'plain words',
  '{"View": 1}',
  '<!-- only a comment -->',
  '<?xml version="1.0"?>',
  '<View a/>',
  '<View a=1/>',
  '<View a="1" a="2"/>',
  '<View a="x & y"/>',
  '<View a="a<b"/>',
  '<View>&nbsp;</View>',
  '<View>&</View>',
  '<View>&#0;</View>',
  '<View a="&#xD800;"/>',
  '<View a="&#99999999999;"/>',
  '<View>\u0001</View>',
  '<View a="\ud800"/>',
  '<!DOCTYPE View><View/>',
  '<!DOCTYPE v [<!ENTITY a "b">]><View>&a;</View>',
  `${'<View>'.repeat(5000)}${'</View>'.repeat(5000)}`,
];

describe('checkLabelConfig', () => {
  test.each(GOOD)('accepts %j', (xml) => expect(checkLabelConfig(xml)).toBeNull());

  test.each(BAD)('refuses %j in words', (xml) => {
    const words = checkLabelConfig(xml);
    expect(words).toMatch(/^The labeling config is not valid XML: ./);
    expect(words?.length).toBeLessThan(300);
    expect(dataKeyOf(xml)).toBe('$undefined$');
    expect(parsedLabelConfig(xml)).toEqual({});
  });

  it('says where and what', () => {
    expect(checkLabelConfig('<View>\n<Bad></View>')).toContain('line 2');
    expect(checkLabelConfig('<View><Bad')).toContain('a tag is not closed');
    expect(checkLabelConfig('<View a="x & y"/>')).toContain('&amp;');
    expect(checkLabelConfig(`<View ${'a'.repeat(5000)}/>`)?.length).toBeLessThan(300);
    expect(checkLabelConfig('<View/><View/>')).toContain('exactly one root');
  });

  it('does not expand entities that the text defines', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE v [<!ENTITY e0 "ha">${levels}]><View><Image name="&e9;" value="$x"/></View>`;
    expect(checkLabelConfig(bomb)).toContain('document type');
    expect(dataKeyOf(bomb)).toBe('$undefined$');
  });

  it('never throws, and the readers never either', () => {
    const piece = fc.constantFrom(
      '<View>',
      '</View>',
      '<Image name="i" value="$a"/>',
      '<',
      '>',
      '/',
      '"',
      "'",
      '&',
      '&lt;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?x',
      '?>',
      '<!DOCTYPE',
      ' a=',
      '\0',
      'text',
      '<__proto__ name="x" toName="y">',
      '</__proto__>',
    );
    const soup = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(soup, (xml) => {
        const refused = checkLabelConfig(xml) !== null;
        const [key, parsed] = [dataKeyOf(xml), parsedLabelConfig(xml)];
        if (refused) expect([key, parsed]).toEqual(['$undefined$', {}]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('dataKeyOf', () => {
  test.each([
    ['<View><Image name="image" value="$image"/></View>', 'image'],
    ['<View><Text name="t" value="$body"/><Choices name="c" toName="t"><Choice value="a"/></Choices></View>', 'body'],
    ['<View><Text name="a" value="$one"/><Image name="b" value="$two"/></View>', 'one'],
    ['<View><Header value="$title"/><View><Image name="i" value="$image"/></View></View>', 'image'],
    ['<View><Image name="i" valueList="$pages"/></View>', 'pages'],
    ['<View><Image name="i" value="fixed" valueList="$pages"/></View>', 'pages'],
    ['<view><image NAME="i" VALUE="$image"/></view>', 'image'],
    ['<View><Image name="i" valuelist="$pages"/></View>', 'pages'],
    ['<View><Header name="h" value="Hello $user, welcome"/></View>', 'user'],
    ['<View><Text name="t" value="100 $ or $größe_1!"/></View>', 'größe_1'],
    ['<View><Text name="t" value="$page.url[0]"/></View>', 'page.url[0]'],
    ['<View><Text name="t" value="$my-field"/></View>', 'my-field'],
    ['<View><Text name="t" value="&#36;coded"/></View>', 'coded'],
    ['<View><Text name="t" value="$"/><Text name="u" value="$next"/></View>', 'next'],
    ['<View><Text name="" value="$x"/></View>', '$undefined$'],
    ['<View><Text value="$x"/></View>', '$undefined$'],
    ['<View><Text name="t" value="fixed"/></View>', '$undefined$'],
    ['<View><Text name="t" other="$x"/></View>', '$undefined$'],
    ['<View><!-- <Image name="i" value="$image"/> --></View>', '$undefined$'],
    ['<View></View>', '$undefined$'],
  ])('of %s is %s', (xml, expected) => expect(dataKeyOf(xml)).toBe(expected));
});

describe('parsedLabelConfig', () => {
  it('shows controls with their objects and labels', () => {
    const xml = `<View>
      <RectangleLabels name="box" toName="image">
        <View><Label value="Car" background="red"/></View>
        <Label value="Long name" alias="short"/>
        <Label background="blue"/>
      </RectangleLabels>
      <Image name="image" value="$image" zoom="true"/>
    </View>`;
    expect(parsedLabelConfig(xml)).toEqual({
      box: {
        type: 'RectangleLabels',
        to_name: ['image'],
        inputs: [{ type: 'Image', value: 'image', valueType: null }],
        labels: ['Car', 'short'],
        labels_attrs: { Car: { value: 'Car', background: 'red' }, short: { value: 'Long name', alias: 'short' } },
      },
    });
  });

  it('keeps several objects, value types and the order of labels', () => {
    const xml = `<View><Text name="a" value="$a" valueType="url"/><Text name="b" value="$b"/>
      <Choices name="c" toName="a,b,gone"><Choice value="2"/><Choice value="1"/><Choice value="2" hint="x"/></Choices></View>`;
    const { c } = parsedLabelConfig(xml);
    expect(c?.to_name).toEqual(['a', 'b', 'gone']);
    expect(c?.inputs).toEqual([
      { type: 'Text', value: 'a', valueType: 'url' },
      { type: 'Text', value: 'b', valueType: null },
    ]);
    expect(c?.labels).toEqual(['2', '1']);
    expect(c?.labels_attrs).toEqual({ 1: { value: '1' }, 2: { value: '2', hint: 'x' } });
  });

  it('gives a control without labels empty lists, and leaves filters out', () => {
    const xml = `<View><Filter name="f" toName="l"/><TextArea name="t" toName="x"/><Label value="stray"/><Text name="x" value="$x"/></View>`;
    expect(parsedLabelConfig(xml)).toEqual({
      t: {
        type: 'TextArea',
        to_name: ['x'],
        inputs: [{ type: 'Text', value: 'x', valueType: null }],
        labels: [],
        labels_attrs: {},
      },
    });
  });

  it('gives a label to the nearest control above it', () => {
    const xml = `<View><Choices name="outer" toName="t"><Choice value="a"/><Choices name="inner" toName="t"><Choice value="b"/></Choices></Choices></View>`;
    const parsed = parsedLabelConfig(xml);
    expect([parsed.outer?.labels, parsed.inner?.labels]).toEqual([['a'], ['b']]);
    const layout = '<View><Choices name="c" toName="t"><View name="v"><Choice value="a"/></View></Choices></View>';
    expect(parsedLabelConfig(layout).c?.labels).toEqual(['a']);
  });

  it('notes conditions, labels from the task and repeated controls', () => {
    const xml = `<View><Repeater on="$images" indexFlag="{{idx}}"><Image name="page_{{idx}}" value="$images[{{idx}}]"/>
      <Choices name="c_{{idx}}" toName="page_{{idx}}" perRegion="true" whenLabelValue="Car"/></Repeater>
      <Taxonomy name="x" toName="t" value="$tree"/><Taxonomy name="y" toName="t" apiUrl="/tree" perRegion="true"/>
      <Choices name="z" toName="t" whenTagName="x"/></View>`;
    const parsed = parsedLabelConfig(xml);
    expect(parsed['c_{{idx}}']).toMatchObject({
      regex: { '{{idx}}': '.*' },
      conditionals: { type: 'label', name: 'Car' },
    });
    expect(parsed['c_{{idx}}']?.inputs).toEqual([{ type: 'Image', value: 'images[{{idx}}]', valueType: null }]);
    expect([parsed.x?.dynamic_labels, parsed.y?.dynamic_labels]).toEqual([true, true]);
    expect(Object.keys(parsed.y ?? {})).not.toContain('conditionals');
    expect(Object.keys(parsed.z ?? {})).toEqual(['type', 'to_name', 'inputs', 'labels', 'labels_attrs']);
  });

  it('decodes attributes once', () => {
    const xml = `<View><Labels name="l" toName="t"><Label value="A &amp;lt; &quot;B&quot;&#10;C\nD"/></Labels></View>`;
    expect(parsedLabelConfig(xml).l?.labels).toEqual(['A &lt; "B"\nC D']);
  });

  it('treats names of object properties as names', () => {
    const xml = `<View><Labels name="__proto__" toName="t"><Label value="__proto__" __proto__="x"/><Label value="constructor"/></Labels></View>`;
    const parsed = parsedLabelConfig(xml);
    expect(Object.keys(parsed)).toEqual(['__proto__']);
    const control = Object.getOwnPropertyDescriptor(parsed, '__proto__')?.value;
    expect(control.labels).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(control.labels_attrs)).toBe(
      '{"__proto__":{"value":"__proto__","__proto__":"x"},"constructor":{"value":"constructor"}}',
    );
    expect(({} as Record<string, unknown>).value).toBeUndefined();
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it('is fast for thousands of labels', () => {
    const labels = Array.from({ length: 20_000 }, (_, n) => `<Label value="label ${n}"/>`).join('');
    const started = performance.now();
    const parsed = parsedLabelConfig(`<View><Labels name="l" toName="t">${labels}</Labels></View>`);
    expect(parsed.l?.labels).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
