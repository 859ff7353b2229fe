//! From the tree of a test file to a [`Suite`]. Every word is known or an error: a misspelt key never means "nothing".

use std::collections::BTreeMap;

use super::case::{Expect, Fails, Fault, Given, Kind, Suite, Test, Text, Wanted};
use super::words::{self, SuiteWords};
use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::source::{Source, SourceId};
use crate::span::Loc;
use crate::syntax::tree::{Name, Statement, Style, Value, ValueKind};
use crate::syntax::{self, Surface};

/// Reads a test file. Everything wrong goes to `sink`; `None` when nothing can be read. The suite is to be run only when the
/// sink has no errors.
#[must_use]
pub fn read(id: SourceId, source: &Source, sink: &mut Sink) -> Option<Suite> {
    let (name, text) = (source.name(), source.text());
    let tree = syntax::read_suite(id, name, text, &SuiteWords, sink)?;
    let mut reader = Reader {
        sink,
        surface: Surface::of(name, text),
        names: BTreeMap::new(),
        slugs: BTreeMap::new(),
    };
    let mut recipe = None;
    let mut tests: Vec<Test> = Vec::new();
    for statement in &tree.statements {
        match statement.name.text.as_str() {
            "recipe" => recipe = reader.path(statement),
            "tests" => {
                if statement.block.is_none() {
                    reader.wants(
                        statement,
                        "tests by their names",
                        [
                            "tests: { NAME: { draft: … } }",
                            "test NAME { draft \"article.md\" }",
                        ],
                    );
                }
                for entry in statement.entries() {
                    let found = reader.test(entry.name.clone(), entry);
                    reader.add(found, &mut tests);
                }
            }
            "test" => {
                if let Some(found) = reader.labelled(statement) {
                    reader.add(found, &mut tests);
                }
            }
            _ => reader.unknown(&statement.name, "a test file", words::FILE),
        }
    }
    if tests.is_empty() && !reader.sink.has_errors() {
        let whole = Loc::new(id, crate::span::Span::at(0));
        reader.sink.push(
            Diagnostic::error(codes::E0801, "the file holds no test")
                .at(whole, "no test in this file")
                .help(reader.example(
                    "tests: { \"what is shown\": { draft: article.md } }",
                    "test \"what is shown\" { draft \"article.md\" }",
                )),
        );
    }
    Some(Suite {
        file: name.to_owned(),
        stem: syntax::suite_stem(name).unwrap_or(name).to_owned(),
        recipe,
        tests,
    })
}

/// What a test expects that wants a rule to fail.
const FAILING: [&str; 2] = [
    "expect: { fails: { length: true } }",
    "expect { fails length }",
];

/// A statement that names a file.
fn a_file(statement: &Statement) -> [String; 2] {
    let name = &statement.name.text;
    [
        format!("{name}: ../path/of/a.file"),
        format!("{name} \"../path/of/a.file\""),
    ]
}

struct Reader<'a> {
    sink: &'a mut Sink,
    surface: Surface,
    /// The tests so far, by their names.
    names: BTreeMap<String, Loc>,
    /// Those that have golden files or a recording, by what these are called.
    slugs: BTreeMap<String, Loc>,
}

impl Reader<'_> {
    /// The example of the file's own surface.
    fn example(&self, yaml: &'static str, recipe: &'static str) -> &'static str {
        match self.surface {
            Surface::Yaml => yaml,
            Surface::Recipe => recipe,
        }
    }

    fn add(&mut self, test: Test, tests: &mut Vec<Test>) {
        let name = &test.name;
        let same = self.names.get(&name.text);
        // Names that differ in their punctuation alone come to one file.
        let slug =
            (test.draft.is_none() || !test.snapshots.is_empty()).then(|| super::slug(&name.text));
        let clash = slug.as_ref().and_then(|s| Some((s, self.slugs.get(s)?)));
        let said = match (same, clash) {
            (Some(first), _) => Some((*first, format!("two tests are called `{}`", name.text))),
            (None, Some((slug, first))) => Some((
                *first,
                format!("the golden files of two tests would both be called `{slug}`"),
            )),
            (None, None) => None,
        };
        self.names.entry(name.text.clone()).or_insert(name.loc);
        if let Some(slug) = slug {
            self.slugs.entry(slug).or_insert(name.loc);
        }
        if let Some((first, message)) = said {
            self.sink.push(
                Diagnostic::error(codes::E0802, message)
                    .at(test.name.loc, "again here")
                    .at(first, "first here")
                    .help("give one of the two another name: results and golden files go by it"),
            );
        }
        tests.push(test);
    }

    fn unknown(&mut self, name: &Name, of: &str, known: &[&str]) {
        let mut d = Diagnostic::error(codes::E0801, format!("{of} has no setting `{}`", name.text))
            .at(name.loc, "unknown setting");
        if let Some(near) = suggest::nearest(&name.text, known.iter().copied()) {
            d = d
                .help(format!("did you mean `{near}`?"))
                .fix(name.loc, near);
        }
        let list: Vec<String> = known.iter().map(|n| format!("`{n}`")).collect();
        self.sink
            .push(d.help(format!("settings of {of}: {}", list.join(", "))));
    }

    /// What a statement takes, with an example in the words of each surface.
    fn wants(&mut self, statement: &Statement, what: &str, examples: [&str; 2]) {
        let [yaml, recipe] = examples;
        let example = match self.surface {
            Surface::Yaml => yaml,
            Surface::Recipe => recipe,
        };
        self.sink.push(
            Diagnostic::error(
                codes::E0801,
                format!("`{}` takes {what}", statement.name.text),
            )
            .at(statement.value_loc(), format!("expected {what}"))
            .help(example),
        );
    }

    /// The one text of a statement.
    fn one<'s>(
        &mut self,
        statement: &'s Statement,
        what: &str,
        examples: [&str; 2],
    ) -> Option<&'s Value> {
        match (statement.values.as_slice(), &statement.block) {
            ([value], None) if value.text().is_some() => Some(value),
            _ => {
                self.wants(statement, what, examples);
                None
            }
        }
    }

    /// A path relative to the test file.
    fn path(&mut self, statement: &Statement) -> Option<Value> {
        let what = "one path, relative to this file";
        let examples = a_file(statement);
        let value = self.one(statement, what, examples.each_ref().map(String::as_str))?;
        if value.raw.trim().is_empty() {
            self.wants(statement, what, examples.each_ref().map(String::as_str));
            return None;
        }
        Some(value.clone())
    }

    /// A path, or the text itself.
    fn text(&mut self, statement: &Statement) -> Option<Text> {
        let what = "a path, or a text of several lines";
        let examples = a_file(statement);
        let value = self.one(statement, what, examples.each_ref().map(String::as_str))?;
        // An empty text would be an article without faults to rules that only forbid.
        if value.raw.trim().is_empty() {
            self.wants(statement, what, examples.each_ref().map(String::as_str));
            return None;
        }
        if value.style == Style::Block || value.raw.trim_end().contains('\n') {
            return Some(Text::Here(value.clone()));
        }
        Some(Text::File(value.clone()))
    }

    /// `test "name" { … }`.
    fn labelled(&mut self, statement: &Statement) -> Option<Test> {
        match statement.values.as_slice() {
            [label] if label.text().is_some_and(|t| !t.trim().is_empty()) => {
                let name = Name {
                    text: label.raw.trim().to_owned(),
                    loc: label.loc,
                };
                Some(self.test(name, statement))
            }
            _ => {
                let example = "test \"what is shown\" { draft \"article.md\" }";
                self.wants(statement, "a name and a block", [example; 2]);
                None
            }
        }
    }

    fn test(&mut self, name: Name, statement: &Statement) -> Test {
        // Results show a name as a part of a line, and some programs read their output line by line.
        if name.text.trim().is_empty() || name.text.contains(['\n', '\r']) {
            self.sink.push(
                Diagnostic::error(codes::E0801, "a test is called by some words on one line")
                    .at(name.loc, "not on one line, or no words")
                    .help(self.example(
                        "\"what is shown\": { draft: article.md }",
                        "test \"what is shown\" { draft \"article.md\" }",
                    )),
            );
        }
        let mut test = Test {
            expect: Expect {
                loc: name.loc,
                wanted: Wanted::Listed,
                fails: Vec::new(),
                undecided: Vec::new(),
                skipped: None,
                exit: None,
            },
            name,
            draft: None,
            source: None,
            recording: None,
            inputs: BTreeMap::new(),
            snapshots: Vec::new(),
        };
        if statement.block.is_none() {
            let loc = statement.loc;
            self.sink.push(
                Diagnostic::error(
                    codes::E0801,
                    format!("the test `{}` says nothing", test.name.text),
                )
                .at(loc, "expected what it looks at")
                .help(self.example("draft: article.md", "{ draft \"article.md\" }")),
            );
            return test;
        }
        for s in statement.entries() {
            match s.name.text.as_str() {
                "draft" => test.draft = self.text(s),
                "source" => test.source = self.text(s),
                "recording" => test.recording = self.path(s),
                "input" => self.inputs(s, &mut test),
                "expect" => self.expect(s, &mut test.expect),
                "snapshots" => test.snapshots = self.snapshots(s),
                _ => self.unknown(&s.name, "a test", words::TEST),
            }
        }
        self.agreement(statement, &mut test);
        test
    }

    /// Settings that contradict or need each other.
    fn agreement(&mut self, statement: &Statement, test: &mut Test) {
        if let (Some(draft), Some(recording)) = (&test.draft, &test.recording) {
            self.sink.push(
                Diagnostic::error(
                    codes::E0801,
                    "a test looks at a draft or replays a recording, not both",
                )
                .at(recording.loc, "a recording …")
                .at(draft.value().loc, "… and a draft")
                .help("make two tests of it"),
            );
        }
        let given = |name: &str| statement.get(name).is_some();
        // A misspelt key is told by itself.
        let known = |s: &Statement| words::TEST.contains(&s.name.text.as_str());
        if !given("draft") && !given("source") && statement.entries().iter().all(known) {
            let (loc, name) = (test.name.loc, &test.name.text);
            self.sink.push(
                Diagnostic::error(
                    codes::E0801,
                    format!("the test `{name}` has neither a draft nor a source"),
                )
                .at(loc, "nothing to look at")
                .help("`draft` names the article that is looked at")
                .help("`source` names the text that an article is written from; its recording is replayed"),
            );
        }
        if let Some((kind, loc)) = test.snapshots.iter().find(|(k, _)| *k == Kind::Prompts)
            && !given("source")
        {
            self.sink.push(
                Diagnostic::error(
                    codes::E0801,
                    format!("a snapshot of the {} needs a source", kind.word()),
                )
                .at(*loc, "prompts hold the source")
                .help("add `source` to the test"),
            );
        }
        if test.expect.wanted == Wanted::Held && test.draft.is_some() {
            let loc = test.expect.loc;
            self.sink.push(
                Diagnostic::error(codes::E0801, "only a run can be held, not a given draft")
                    .at(loc, "expected `holds`, or what fails")
                    .help(self.example(FAILING[0], FAILING[1])),
            );
        }
    }

    fn inputs(&mut self, statement: &Statement, test: &mut Test) {
        if statement.block.is_none() || !statement.values.is_empty() {
            self.wants(
                statement,
                "inputs by their names",
                ["input: { keyphrase: … }", "input { keyphrase … }"],
            );
        }
        for entry in statement.entries() {
            if let Some(v) = self.one(entry, "one value", ["keyphrase: …", "keyphrase …"]) {
                let given = Given {
                    value: v.raw.clone(),
                    named: entry.name.loc,
                    loc: v.loc,
                };
                test.inputs.insert(entry.name.text.clone(), given);
            }
        }
    }

    fn snapshots(&mut self, statement: &Statement) -> Vec<(Kind, Loc)> {
        let mut out: Vec<(Kind, Loc)> = Vec::new();
        let kinds = statement.values.iter().flat_map(Value::items).count();
        if statement.block.is_some() || statement.values.len() != 1 || kinds == 0 {
            self.wants(
                statement,
                "kinds of snapshots",
                ["snapshots: [plan, report]", "snapshots plan, report"],
            );
            return out;
        }
        for item in statement.values.iter().flat_map(Value::items) {
            match Kind::ALL.iter().find(|k| k.word() == item.raw) {
                Some(kind) if out.iter().any(|(k, _)| k == kind) => {
                    self.sink.push(
                        Diagnostic::error(
                            codes::E0801,
                            format!("`{}` is named twice", kind.word()),
                        )
                        .at(item.loc, "again here"),
                    );
                }
                Some(kind) => out.push((*kind, item.loc)),
                None => {
                    let name = Name {
                        text: item.raw.clone(),
                        loc: item.loc,
                    };
                    let words: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
                    self.misspelt(&name, "kind of snapshot", &words);
                }
            }
        }
        out.sort_by_key(|(k, _)| *k);
        out
    }

    fn misspelt(&mut self, name: &Name, what: &str, known: &[&str]) {
        let list: Vec<String> = known.iter().map(|n| format!("`{n}`")).collect();
        let mut d = Diagnostic::error(codes::E0801, format!("`{}` is no {what}", name.text))
            .at(name.loc, format!("expected {}", list.join(", ")));
        if let Some(near) = suggest::nearest(&name.text, known.iter().copied()) {
            d = d
                .help(format!("did you mean `{near}`?"))
                .fix(name.loc, near);
        }
        self.sink.push(d);
    }

    fn expect(&mut self, statement: &Statement, expect: &mut Expect) {
        expect.loc = statement.loc;
        match (statement.values.as_slice(), &statement.block) {
            ([value], None) if value.text().is_some() => {
                expect.loc = value.loc;
                match value.raw.as_str() {
                    "holds" => {}
                    "held" => expect.wanted = Wanted::Held,
                    "fails" => self.wants(statement, "the rules that fail", FAILING),
                    _ => {
                        let name = Name {
                            text: value.raw.clone(),
                            loc: value.loc,
                        };
                        self.misspelt(&name, "outcome", &["holds", "held"]);
                    }
                }
            }
            ([], Some(block)) if !block.listed && !block.statements.is_empty() => {
                expect.loc = statement.name.loc;
                for s in &block.statements {
                    self.expectation(s, expect);
                }
            }
            _ => self.wants(
                statement,
                "`holds`, `held`, or what is expected in a block",
                FAILING,
            ),
        }
    }

    fn expectation(&mut self, s: &Statement, expect: &mut Expect) {
        match s.name.text.as_str() {
            "fails" => self.fails(s, expect),
            "undecided" => expect.undecided = self.rules(s),
            "skipped" => expect.skipped = Some(self.rules(s)),
            "held" => match s.values.first().map(|v| &v.kind) {
                None | Some(ValueKind::Bool(true)) if s.block.is_none() => {
                    expect.wanted = Wanted::Held;
                }
                _ => self.wants(s, "`true`, or is left out", ["held: true", "held true"]),
            },
            "exit" => {
                let examples = ["exit: 1", "exit 1"];
                let value = self.one(s, "0 or 1", examples);
                match value.map(|v| (v.raw.as_str(), v.loc)) {
                    Some(("0", loc)) => expect.exit = Some((0, loc)),
                    Some(("1", loc)) => expect.exit = Some((1, loc)),
                    Some(_) => self.wants(s, "0 or 1", examples),
                    None => {}
                }
            }
            _ => self.unknown(&s.name, "`expect`", words::EXPECT),
        }
    }

    /// A list of rules. An empty one says something of `skipped` alone: that every rule is looked at.
    fn rules(&mut self, s: &Statement) -> Vec<(String, Loc)> {
        let named: Vec<(String, Loc)> = s
            .values
            .iter()
            .flat_map(Value::items)
            .filter_map(|v| Some((v.text()?.to_owned(), v.loc)))
            .filter(|(name, _)| !name.trim().is_empty())
            .collect();
        let list = matches!(s.values.as_slice(), [v] if matches!(v.kind, ValueKind::List(_)));
        let nothing = named.is_empty() && !(list && s.name.text == "skipped");
        if s.block.is_some() || s.values.len() > 1 || nothing {
            let name = &s.name.text;
            let (yaml, recipe) = (format!("{name}: [language]"), format!("{name} language"));
            self.wants(s, "a list of rules", [&yaml, &recipe]);
        }
        named
    }

    fn fails(&mut self, statement: &Statement, expect: &mut Expect) {
        let block = match (statement.values.as_slice(), &statement.block) {
            ([], Some(block)) if !block.listed && !block.statements.is_empty() => block,
            // `fails: [length, title.length]`: the places are not said.
            ([list], None) if list.items().iter().any(|v| !v.raw.trim().is_empty()) => {
                for v in list.items() {
                    expect.fails.push(Fails {
                        rule: v.raw.clone(),
                        loc: v.loc,
                        faults: None,
                    });
                }
                return;
            }
            _ => {
                self.wants(
                    statement,
                    "rules with their findings",
                    [
                        "fails: { title.length: \"the text under the finding\" }",
                        "fails { title.length \"the text under the finding\" }",
                    ],
                );
                return;
            }
        };
        for s in &block.statements {
            let faults = self.faults(s);
            expect.fails.push(Fails {
                rule: s.name.text.clone(),
                loc: s.name.loc,
                faults,
            });
        }
    }

    /// What is expected of one rule; `None` when any finding will do.
    fn faults(&mut self, s: &Statement) -> Option<Vec<Fault>> {
        const EXAMPLES: [&str; 2] = [
            "title.length: { at: \"the text under the finding\", message: \"part of the message\" }",
            "title.length { at \"the text under the finding\", message \"part of the message\" }",
        ];
        let text = |v: &Value| Fault {
            at: Some(v.raw.clone()),
            message: None,
            loc: v.loc,
        };
        if let Some(block) = &s.block {
            let named = |e: &Statement| !e.name.text.is_empty() && e.block.is_none();
            if !block.listed && block.statements.iter().all(named) {
                return Some(vec![self.fault(&block.statements, block.loc)]);
            }
            return Some(
                block
                    .statements
                    .iter()
                    .map(|e| match (&e.block, e.values.as_slice()) {
                        (Some(b), _) => self.fault(&b.statements, b.loc),
                        (None, [v]) => text(v),
                        // An item of a list of which others are records.
                        (None, _) => Fault {
                            at: Some(e.name.text.clone()),
                            message: None,
                            loc: e.name.loc,
                        },
                    })
                    .collect(),
            );
        }
        match s.values.as_slice() {
            [] => None,
            [v] => match &v.kind {
                ValueKind::Bool(true) | ValueKind::Null => None,
                ValueKind::Bool(false) => {
                    let loc = v.loc;
                    self.sink.push(
                        Diagnostic::error(
                            codes::E0801,
                            format!("`{}` is to hold, and stands among what fails", s.name.text),
                        )
                        .at(loc, "leave the line out")
                        .help("every rule that is not named has to hold"),
                    );
                    None
                }
                ValueKind::List(items) if items.is_empty() => {
                    self.wants(s, "at least one finding", EXAMPLES);
                    None
                }
                ValueKind::List(items) => Some(items.iter().map(text).collect()),
                _ => Some(vec![text(v)]),
            },
            _ => {
                self.wants(s, "one text, or a list", EXAMPLES);
                None
            }
        }
    }

    fn fault(&mut self, statements: &[Statement], loc: Loc) -> Fault {
        let mut fault = Fault {
            at: None,
            message: None,
            loc,
        };
        for s in statements {
            let what = "one text";
            match s.name.text.as_str() {
                "at" => {
                    fault.at = self
                        .one(s, what, ["at: \"…\"", "at \"…\""])
                        .map(|v| v.raw.clone())
                }
                "message" => {
                    fault.message = self
                        .one(s, what, ["message: \"…\"", "message \"…\""])
                        .map(|v| v.raw.clone());
                }
                _ => self.unknown(&s.name, "an expected finding", words::FAULT),
            }
        }
        fault
    }
}
