/** Puts each value in the place of its name; a name without a value is a mistake, and so is a value without a place. */
export function fill(template, values) {
  const text = template.replace(/\{\{([\w-]+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`nothing to put in the place of ${name}`);
    return values[name];
  });
  const unused = Object.keys(values).filter((name) => !template.includes(`{{${name}}}`));
  if (unused.length > 0) throw new Error(`no place for ${unused.join(', ')}`);
  return text;
}
