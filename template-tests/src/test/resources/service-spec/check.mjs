// Prints what a template has that CloudFormation does not know, and what it misses that
// CloudFormation requires, by the specification that AWS publishes. Usage: check.mjs TEMPLATE
import { readFileSync } from 'node:fs';
import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';

const specification = await loadAwsServiceSpec();
const { Resources } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const isReference = (value) => Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));

function checkProperties(where, value, properties) {
  for (const [name, { required }] of Object.entries(properties)) {
    if (required && !(name in value)) console.log(`${where} misses ${name}`);
  }
  for (const [name, part] of Object.entries(value)) {
    if (name in properties) checkValue(`${where}.${name}`, part, properties[name].type);
    else console.log(`${where} has ${name}, which is not known`);
  }
}

function checkValue(where, value, type) {
  if (value === null || typeof value !== 'object' || isReference(value)) return;
  if (type.type === 'ref') {
    const definition = specification.get('typeDefinition', type.reference.$ref);
    checkProperties(where, value, definition.properties);
  } else if (type.type === 'array') {
    value.forEach((element, index) => checkValue(`${where}[${index}]`, element, type.element));
  } else if (type.type === 'map') {
    Object.entries(value).forEach(([key, element]) => checkValue(`${where}.${key}`, element, type.element));
  }
}

for (const [id, { Type, Properties = {} }] of Object.entries(Resources)) {
  const [known] = specification.lookup('resource', 'cloudFormationType', 'equals', Type);
  if (known) checkProperties(id, Properties, known.properties);
  else console.log(`${id} is of the type ${Type}, which is not known`);
}
