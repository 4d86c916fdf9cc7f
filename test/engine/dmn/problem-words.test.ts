import { compileDmn } from '../../../engine/dmn/parser/index.js';

/** What is wrong, the content of a file, and what is told: severity, rule, id, name and words. */
const rows: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a decision without logic',
    '<decision id="d" name="D"></decision>',
    ["warning logicMissing d D: Expected logic but decision 'D' has none, so it is null (line 1)"],
  ],
  [
    'no name',
    '<decision id="d"><literalExpression><text>1</text></literalExpression></decision>',
    ['error nameMissing d -: Expected a name but the <decision> has none (line 1)'],
  ],
  [
    'two of a name',
    '<decision id="d" name="D"><literalExpression><text>1</text></literalExpression></decision><decision id="e" name="D"><literalExpression><text>2</text></literalExpression></decision>',
    ["error nameDuplicate e D: Expected name 'D' once but another element has it (line 1)"],
  ],
  [
    'two of an id',
    '<decision id="d" name="D"><literalExpression><text>1</text></literalExpression></decision><decision id="d" name="E"><literalExpression><text>2</text></literalExpression></decision>',
    ["error idDuplicate d E: Expected id 'd' once but another element has it (line 1)"],
  ],
  [
    'a text that cannot be read',
    '<decision id="d" name="D"><literalExpression><text>1 + + )</text></literalExpression></decision>',
    [
      "error expressionUnreadable d D: Expected something else before '+' at position 5 of '1 + + )' (line 1)",
    ],
  ],
  [
    'an unknown name',
    '<decision id="d" name="D"><literalExpression><text>foo + 1</text></literalExpression></decision>',
    [
      "warning unknownName d D: Expected a name that is known in 'foo + 1' but 'foo' is not (line 1)",
    ],
  ],
  [
    'an unknown type',
    '<decision id="d" name="D"><variable name="D" typeRef="tNone"/><literalExpression><text>1</text></literalExpression></decision>',
    ["error unknownType d D: Expected the name of a type but got 'tNone' (line 1)"],
  ],
  [
    'another language',
    '<decision id="d" name="D"><literalExpression expressionLanguage="javascript"><text>1</text></literalExpression></decision>',
    ["error languageUnsupported d D: Expected FEEL but the expression is in 'javascript' (line 1)"],
  ],
  [
    'a requirement of what is missing',
    '<decision id="d" name="D"><informationRequirement id="q"><requiredInput href="#none"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>',
    [
      "error danglingReference d D: Expected '#none' to exist but 'd' refers to it in vain (line 1)",
    ],
  ],
  [
    'a requirement of a decision that is an input',
    '<inputData id="i" name="i"/><decision id="d" name="D"><informationRequirement id="q"><requiredDecision href="#i"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>',
    [],
  ],
  [
    'a requirement of another file',
    '<decision id="d" name="D"><informationRequirement id="q"><requiredInput href="http://other#x"/></informationRequirement><literalExpression><text>1</text></literalExpression></decision>',
    [
      "error danglingReference d D: Expected 'http://other#x' to exist but 'd' refers to it in vain (line 1)",
    ],
  ],
  [
    'a cycle',
    '<decision id="d" name="D"><informationRequirement id="q"><requiredDecision href="#e"/></informationRequirement><literalExpression><text>E</text></literalExpression></decision><decision id="e" name="E"><informationRequirement id="q"><requiredDecision href="#d"/></informationRequirement><literalExpression><text>D</text></literalExpression></decision>',
    [
      "error idDuplicate q -: Expected id 'q' once but another element has it (line 1)",
      "error cyclicRequirement d D: Expected no cycle of requirements but 'D' → 'E' → 'D' is one",
    ],
  ],
  [
    'a decision that requires itself',
    '<decision id="d" name="D"><informationRequirement id="q"><requiredDecision href="#d"/></informationRequirement><literalExpression><text>D</text></literalExpression></decision>',
    ["error cyclicRequirement d D: Expected no cycle of requirements but 'D' → 'D' is one"],
  ],
  [
    'knowledge that calls itself',
    '<businessKnowledgeModel id="k" name="K"><knowledgeRequirement id="q"><requiredKnowledge href="#k"/></knowledgeRequirement><encapsulatedLogic><literalExpression><text>K()</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
    ["warning cyclicRequirement k K: Expected no cycle of requirements but 'K' → 'K' is one"],
  ],
  [
    'knowledge without logic',
    '<businessKnowledgeModel id="k" name="K"/>',
    [
      "warning logicMissing k K: Expected logic but business knowledge model 'K' has none, so it is null (line 1)",
    ],
  ],
  [
    'knowledge in Java',
    '<businessKnowledgeModel id="k" name="K"><encapsulatedLogic kind="Java"><literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
    [
      'warning languageUnsupported k K: Expected a function in FEEL but it is one of Java, which is null when called (line 1)',
    ],
  ],
  [
    'parameters of one name',
    '<businessKnowledgeModel id="k" name="K"><encapsulatedLogic><formalParameter name="a"/><formalParameter name="a"/><literalExpression><text>a</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
    [
      "error nameDuplicate k K: Expected different names in <encapsulatedLogic> but 'a' stands there twice (line 1)",
    ],
  ],
  [
    'a service without outputs',
    '<decisionService id="s" name="S"/>',
    [
      "error outputMissing s S: Expected an output decision but decision service 'S' has none (line 1)",
    ],
  ],
  [
    'a service of what is missing',
    '<decisionService id="s" name="S"><outputDecision href="#none"/></decisionService>',
    [
      "error danglingReference s S: Expected '#none' to exist but 's' refers to it in vain (line 1)",
      "error outputMissing s S: Expected an output decision but decision service 'S' has none (line 1)",
    ],
  ],
  [
    'a service with a decision',
    '<decision id="d" name="D"><literalExpression><text>1</text></literalExpression></decision><decisionService id="s" name="S"><outputDecision href="#d"/></decisionService>',
    [],
  ],
  [
    'a type based on itself',
    '<itemDefinition id="y" name="T"><typeRef>T</typeRef></itemDefinition><decision id="d" name="D"><literalExpression><text>1</text></literalExpression></decision>',
    ["error cyclicType T -: Expected a type but 'T' is only based on itself"],
  ],
  [
    'types based on each other',
    '<itemDefinition name="T"><typeRef>U</typeRef></itemDefinition><itemDefinition name="U"><typeRef>T</typeRef></itemDefinition>',
    ["error cyclicType T -: Expected a type but 'T' is only based on itself"],
  ],
  [
    'a type of an unknown type',
    '<itemDefinition name="T"><typeRef>V</typeRef></itemDefinition>',
    ["error unknownType T T: Expected the name of a type but got 'V' (line 1)"],
  ],
  [
    'a component of an unknown type',
    '<itemDefinition name="T"><itemComponent name="a"><typeRef>V</typeRef></itemComponent></itemDefinition>',
    ["error unknownType T T: Expected the name of a type but got 'V' (line 1)"],
  ],
  [
    'allowed values that cannot be read',
    '<itemDefinition name="T"><typeRef>number</typeRef><allowedValues><text>[1..</text></allowedValues></itemDefinition>',
    [
      "error expressionUnreadable T T: Expected more but the expression ends here at position 5 of '[1..' (line 1)",
    ],
  ],
  [
    'two types of a name',
    '<itemDefinition name="T"><typeRef>number</typeRef></itemDefinition><itemDefinition name="T"><typeRef>string</typeRef></itemDefinition>',
    ["error nameDuplicate T T: Expected name 'T' once but another element has it (line 1)"],
  ],
  [
    'an unknown hit policy',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="BEST"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/></decisionTable></decision>',
    ["error hitPolicyUnknown t D: Expected a hit policy of DMN but got 'BEST' (line 1)"],
  ],
  [
    'an aggregation without COLLECT',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="FIRST" aggregation="SUM"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/></decisionTable></decision>',
    [
      'error aggregationMisplaced t D: Expected an aggregation with hit policy COLLECT only but got it with FIRST (line 1)',
    ],
  ],
  [
    'an unknown aggregation',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="COLLECT" aggregation="AVG"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/></decisionTable></decision>',
    [
      "error aggregationUnknown t D: Expected SUM, COUNT, MIN or MAX for the aggregation but got 'AVG' (line 1)",
    ],
  ],
  [
    'an aggregation of several outputs',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o" name="a"/><output id="p" name="b"/></decisionTable></decision>',
    [
      'error aggregationMisplaced t D: Expected one output to aggregate but the table has 2 (line 1)',
    ],
  ],
  [
    'a table without outputs',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input></decisionTable></decision>',
    ['error outputMissing t D: Expected an output but the table has none (line 1)'],
  ],
  [
    'outputs without names',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/><output id="p"/></decisionTable></decision>',
    [
      'error outputUnnamed t D: Expected names of all outputs, as there are several, but one has none (line 1)',
      'error nameDuplicate t D: Expected outputs with different names but two have the same (line 1)',
    ],
  ],
  [
    'outputs of one name',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o" name="a"/><output id="p" name="a"/></decisionTable></decision>',
    [
      'error nameDuplicate t D: Expected outputs with different names but two have the same (line 1)',
    ],
  ],
  [
    'an input without an expression',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"/><output id="o"/></decisionTable></decision>',
    ["error expressionMissing i D: Expected an expression but input 'i' has none (line 1)"],
  ],
  [
    'a rule with too few tests',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/><rule id="r"><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>',
    ["error ruleIncomplete r D: Expected 1 <inputEntry> in rule 'r' but got 0 (line 1)"],
  ],
  [
    'a rule with too many outputs',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/><rule id="r"><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>',
    ["error ruleIncomplete r D: Expected 1 <outputEntry> in rule 'r' but got 2 (line 1)"],
  ],
  [
    'tests that cannot be read',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/><rule id="r"><inputEntry id="n"><text>&gt;</text></inputEntry><outputEntry><text>1 +</text></outputEntry></rule></decisionTable></decision>',
    [
      "error expressionUnreadable n D: Expected more but the expression ends here at position 2 of '>' (line 1)",
      "error expressionUnreadable d D: Expected more but the expression ends here at position 4 of '1 +' (line 1)",
    ],
  ],
  [
    'an order without output values',
    '<decision id="d" name="D"><decisionTable id="t" hitPolicy="PRIORITY"><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/></decisionTable></decision>',
    [
      'warning outputValuesMissing t D: Expected output values, whose order PRIORITY goes by, but there are none (line 1)',
    ],
  ],
  [
    'a context with two entries of a name',
    '<decision id="d" name="D"><context><contextEntry><variable name="a"/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><variable name="a"/><literalExpression><text>2</text></literalExpression></contextEntry></context></decision>',
    [
      "error nameDuplicate d D: Expected different names in <context> but 'a' stands there twice (line 1)",
    ],
  ],
  [
    'an entry without an expression',
    '<decision id="d" name="D"><context><contextEntry><variable name="a"/></contextEntry></context></decision>',
    [
      "error expressionMissing d D: Expected an expression but <contextEntry> of 'd' has none (line 1)",
    ],
  ],
  [
    'a relation with a short row',
    '<decision id="d" name="D"><relation><column name="a"/><column name="b"/><row><literalExpression><text>1</text></literalExpression></row></relation></decision>',
    ['error rowIncomplete d D: Expected 2 expressions in the row but got 1 (line 1)'],
  ],
  [
    'columns of one name',
    '<decision id="d" name="D"><relation><column name="a"/><column name="a"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation></decision>',
    [
      "error nameDuplicate d D: Expected different names in <relation> but 'a' stands there twice (line 1)",
    ],
  ],
  [
    'a condition without else',
    '<decision id="d" name="D"><conditional><if><literalExpression><text>true</text></literalExpression></if><then><literalExpression><text>1</text></literalExpression></then></conditional></decision>',
    ["error expressionMissing d D: Expected an expression but <else> of 'd' has none (line 1)"],
  ],
  [
    'an iterator without a list',
    '<decision id="d" name="D"><for iteratorVariable="i"><return><literalExpression><text>i</text></literalExpression></return></for></decision>',
    ["error expressionMissing d D: Expected an expression but <in> of 'd' has none (line 1)"],
  ],
  [
    'a filter without a condition',
    '<decision id="d" name="D"><filter><in><literalExpression><text>[1]</text></literalExpression></in></filter></decision>',
    ["error expressionMissing d D: Expected an expression but <match> of 'd' has none (line 1)"],
  ],
  [
    'an invocation without a function',
    '<decision id="d" name="D"><invocation><binding><parameter name="a"/><literalExpression><text>1</text></literalExpression></binding></invocation></decision>',
    [
      "error expressionMissing d D: Expected an expression but <invocation> of 'd' has none (line 1)",
    ],
  ],
  [
    'bindings of one name',
    '<decision id="d" name="D"><invocation><literalExpression><text>abs</text></literalExpression><binding><parameter name="n"/><literalExpression><text>1</text></literalExpression></binding><binding><parameter name="n"/><literalExpression><text>1</text></literalExpression></binding></invocation></decision>',
    [
      "error nameDuplicate d D: Expected different names in <invocation> but 'n' stands there twice (line 1)",
    ],
  ],
  [
    'an import of what is missing',
    '<import name="L" namespace="urn:none" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
    [
      "error importMissing - -: Expected a file with the namespace 'urn:none' for import 'L' but none is given",
    ],
  ],
  [
    'an import without a name',
    '<import namespace="urn:none" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
    [
      "error importMissing - -: Expected a file with the namespace 'urn:none' for import '' but none is given",
    ],
  ],
  [
    'an import of another kind',
    '<import name="L" namespace="urn:none" importType="http://www.w3.org/2001/XMLSchema"/>',
    [
      "warning importUnsupported - -: Expected an import of DMN but 'L' is one of 'http://www.w3.org/2001/XMLSchema', which is left aside",
    ],
  ],
];

describe('a file of decisions', () => {
  it.each(rows)('with %s is told of in words', async (_title, content, told) => {
    // when
    const { problems } = await compileDmn(
      `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">${content}</definitions>`,
    );

    // then
    const words = problems.map(
      ({ severity, rule, elementId = '-', elementName = '-', message }) =>
        `${severity} ${rule} ${elementId} ${elementName}: ${message}`,
    );
    expect(words).toEqual(told);
  });
});
