//! Runs tests: recipes are compiled and sources read once, however many tests use them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::case::{Suite, Test, Text, Wanted};
use super::files::{Files, Packs, Role, joined};
use super::golden;
use super::judge::{self, Mark, Places};
use super::outcome::{Outcome, Problem};
use super::replay;
use crate::check::{self, Plan, RuleResult};
use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::draft::Draft;
use crate::emit::Profile;
use crate::report::{self, Place, Removed, Report, RunReport, Texts};
use crate::resolve::{self, Context, InputKind, LoadError, Loaded, Vocabulary};
use crate::rules::{Article, TABLE};
use crate::source::{Source, SourceMap};
use crate::span::{Loc, Span};
use crate::syntax::Surface;
use crate::syntax::tree::Value;
use crate::tongue::Tongue;

/// More plans or sources than this are not kept at once, so that memory stays flat.
const KEPT: usize = 64;

/// A recipe that compiles, with the texts that its places point into.
#[derive(Debug)]
pub struct Compiled {
    /// The plan.
    pub plan: Plan,
    /// Recipe and packs.
    pub sources: SourceMap,
    /// The recipe's file.
    pub file: String,
}

/// A source as `strip` leaves it.
#[derive(Debug)]
pub struct Stripped {
    /// The source.
    pub draft: Draft,
    /// Its text under the name of its file.
    pub named: Source,
    /// What was taken out of it.
    pub removed: Vec<Removed>,
}

/// What a test works on.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The recipe.
    pub compiled: Arc<Compiled>,
    /// The source, when the test names one.
    pub source: Option<Arc<Stripped>>,
}

/// What is wrong with a test or its recipe, with the texts that the places point into. The test did not run.
pub type Broken = (Vec<Diagnostic>, SourceMap);

type Shared<T> = Arc<OnceLock<Result<Arc<T>, Arc<Broken>>>>;
type Kept<K, T> = Mutex<BTreeMap<K, Shared<T>>>;

/// What makes a plan: the recipe's file and the values of its inputs.
type PlanKey = (String, Vec<(String, String)>);

/// Runs tests and keeps what several of them use.
pub struct Workshop<'a> {
    files: &'a dyn Files,
    vocabulary: Vocabulary,
    plans: Kept<PlanKey, Compiled>,
    stripped: Kept<(PlanKey, String), Stripped>,
    /// The most calls of a replayed run, as `run` has it.
    pub max_calls: usize,
    /// Whether outcomes keep the drafts that were looked at.
    pub keep_drafts: bool,
}

/// A test with what it works on.
pub(super) struct Bench<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) suite: &'a Suite,
    pub(super) source_of_suite: &'a Source,
    pub(super) test: &'a Test,
    pub(super) max_calls: usize,
}

impl Bench<'_> {
    /// A place in the test file.
    pub(super) fn place(&self, loc: Loc) -> Place {
        report::place(self.source_of_suite, loc.span)
    }

    /// Diagnostics whose places are in the test file.
    pub(super) fn broken(&self, diagnostics: Vec<Diagnostic>) -> Arc<Broken> {
        Arc::new((diagnostics, alone(self.source_of_suite)))
    }

    /// An example in the words of the test file's surface.
    fn example(&self, yaml: String, recipe: String) -> String {
        let source = self.source_of_suite;
        match Surface::of(source.name(), source.text()) {
            Surface::Yaml => yaml,
            Surface::Recipe => recipe,
        }
    }

    /// A file that the test names.
    pub(super) fn load(&self, value: &Value, role: Role) -> Result<Loaded, Arc<Broken>> {
        self.files
            .load(value.raw.trim(), &self.suite.file, role)
            .map_err(|e| self.broken(vec![unreadable(value, &e)]))
    }
}

/// The map in which only the test file stands.
fn alone(source: &Source) -> SourceMap {
    let mut map = SourceMap::new();
    map.add(source.clone());
    map
}

fn unreadable(value: &Value, e: &LoadError) -> Diagnostic {
    let path = value.raw.trim();
    match e {
        LoadError::Outside { root } => {
            Diagnostic::error(codes::E0803, format!("`{path}` lies outside the project"))
                .at(value.loc, "outside")
                .help(format!(
                    "the project is `{root}`: tests use files inside it"
                ))
        }
        LoadError::Unreadable { reason } => {
            Diagnostic::error(codes::E0803, format!("`{path}` cannot be read: {reason}"))
                .at(value.loc, "named here")
                .help("paths are relative to the test file")
        }
    }
}

impl<'a> Workshop<'a> {
    /// A workshop over the files of a project.
    #[must_use]
    pub fn new(files: &'a dyn Files) -> Self {
        Self {
            files,
            vocabulary: check::vocabulary(),
            plans: Mutex::default(),
            stripped: Mutex::default(),
            max_calls: 60,
            keep_drafts: false,
        }
    }

    /// Runs one test of a suite; `source` is the text of the test file.
    #[must_use]
    pub fn run(&self, suite: &Suite, source: &Source, test: &Test) -> Outcome {
        let bench = Bench {
            files: self.files,
            suite,
            source_of_suite: source,
            test,
            max_calls: self.max_calls,
        };
        let mut outcome = Outcome::new(suite, test, bench.place(test.name.loc));
        if let Err(broken) = self.try_run(&bench, &mut outcome) {
            outcome.problems = vec![Problem::Broken(broken)];
        }
        outcome.draft.take_if(|_| !self.keep_drafts);
        outcome
    }

    /// What a test works on: its recipe, compiled, and its source.
    ///
    /// # Errors
    /// What is wrong with the test or its recipe.
    pub fn prepare(
        &self,
        suite: &Suite,
        source: &Source,
        test: &Test,
    ) -> Result<Prepared, Arc<Broken>> {
        self.prepared(&Bench {
            files: self.files,
            suite,
            source_of_suite: source,
            test,
            max_calls: self.max_calls,
        })
    }

    fn prepared(&self, bench: &Bench<'_>) -> Result<Prepared, Arc<Broken>> {
        let compiled = self.compiled(bench)?;
        known_rules(bench, &compiled)?;
        let source = match &bench.test.source {
            Some(text) => Some(self.stripped(bench, &compiled, text)?),
            None => None,
        };
        Ok(Prepared { compiled, source })
    }

    fn try_run(&self, bench: &Bench<'_>, outcome: &mut Outcome) -> Result<(), Arc<Broken>> {
        let Prepared { compiled, source } = self.prepared(bench)?;
        match &bench.test.draft {
            Some(text) => given(bench, &compiled, source.as_deref(), text, outcome),
            None => {
                // A test without a draft has a source; the reader saw to it.
                let Some(source) = source else { return Ok(()) };
                replay::replay(bench, &compiled, &source, outcome)
            }
        }
    }

    /// The plan of the test's recipe with the test's inputs.
    fn compiled(&self, bench: &Bench<'_>) -> Result<Arc<Compiled>, Arc<Broken>> {
        let loaded = recipe(bench)?;
        let key = (loaded.name.clone(), pairs(bench.test));
        kept(&self.plans, key, || self.compile(bench, &loaded))
    }

    fn compile(&self, bench: &Bench<'_>, loaded: &Loaded) -> Result<Compiled, Arc<Broken>> {
        let given: BTreeMap<String, String> = pairs(bench.test).into_iter().collect();
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(&loaded.name, &loaded.text));
        let mut sink = Sink::new();
        let packs = Packs(self.files);
        let mut context = Context {
            vocabulary: &self.vocabulary,
            loader: &packs,
            given: &given,
            sources: &mut sources,
        };
        let recipe = resolve::resolve(id, &mut context, &mut sink);
        if let Some(recipe) = &recipe {
            inputs(bench, recipe)?;
        }
        let plan = recipe.and_then(|r| check::check(r, &mut sink));
        match plan {
            Some(plan) if !sink.has_errors() => Ok(Compiled {
                plan,
                sources,
                file: loaded.name.clone(),
            }),
            _ => Err(Arc::new((sink.into_sorted(), sources))),
        }
    }

    /// A source without what the recipe takes out of it.
    fn stripped(
        &self,
        bench: &Bench<'_>,
        compiled: &Arc<Compiled>,
        text: &Text,
    ) -> Result<Arc<Stripped>, Arc<Broken>> {
        let value = text.value();
        let Text::File(_) = text else {
            return Ok(Arc::new(strip(
                bench, compiled, value, "source", &value.raw,
            )?));
        };
        let name = joined(value.raw.trim(), &bench.suite.file).unwrap_or_default();
        let key = ((compiled.file.clone(), pairs(bench.test)), name);
        kept(&self.stripped, key, || {
            let loaded = bench.load(value, Role::Article)?;
            strip(bench, compiled, value, &loaded.name, &loaded.text)
        })
    }
}

/// What is kept under a key, made when it is not there yet; threads that want the same thing wait for the first.
fn kept<K: Ord + Clone, T>(
    map: &Kept<K, T>,
    key: K,
    make: impl FnOnce() -> Result<T, Arc<Broken>>,
) -> Result<Arc<T>, Arc<Broken>> {
    let cell = {
        let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= KEPT && !map.contains_key(&key) {
            map.clear();
        }
        Arc::clone(map.entry(key).or_default())
    };
    cell.get_or_init(|| make().map(Arc::new)).clone()
}

fn pairs(test: &Test) -> Vec<(String, String)> {
    test.inputs
        .iter()
        .map(|(name, given)| (name.clone(), given.value.clone()))
        .collect()
}

/// The text of the recipe: the one that the file names, or the one of the same name.
fn recipe(bench: &Bench<'_>) -> Result<Loaded, Arc<Broken>> {
    if let Some(value) = &bench.suite.recipe {
        return bench.load(value, Role::Recipe);
    }
    let (file, stem) = (&bench.suite.file, &bench.suite.stem);
    let candidates: Vec<String> = ["recipe", "yaml", "yml"]
        .iter()
        .map(|ending| format!("{stem}.{ending}"))
        .collect();
    let found = candidates
        .iter()
        .find(|name| bench.files.find(name, file).is_some());
    let Some(name) = found else {
        return Err(bench.broken(vec![
            Diagnostic::error(
                codes::E0803,
                format!("no recipe stands beside `{file}`, and it names none"),
            )
            .at(bench.test.name.loc, "this test has no recipe")
            .help(bench.example(
                format!("recipe: ../recipes/{stem}.yaml"),
                format!("recipe \"../recipes/{stem}.recipe\""),
            ))
            .help(format!("or put `{}` beside it", candidates.join("` or `"))),
        ]));
    };
    bench.files.load(name, file, Role::Recipe).map_err(|e| {
        let reason = e.reason();
        bench.broken(vec![
            Diagnostic::error(codes::E0803, format!("`{name}` cannot be read: {reason}"))
                .at(bench.test.name.loc, "the recipe of this test"),
        ])
    })
}

/// The inputs that the test gives are inputs of the recipe, and each one that is needed has a value.
fn inputs(bench: &Bench<'_>, recipe: &resolve::Recipe) -> Result<(), Arc<Broken>> {
    let takes = |i: &&resolve::Input| i.kind != InputKind::Markdown;
    let names: Vec<&str> = recipe
        .inputs
        .iter()
        .filter(takes)
        .map(|i| i.name.as_str())
        .collect();
    let mut wrong = Vec::new();
    for (name, given) in &bench.test.inputs {
        let value = &given.value;
        let input = recipe.inputs.iter().find(|i| i.name == *name);
        let d = match input.map(|i| i.kind) {
            None => {
                let mut d =
                    Diagnostic::error(codes::E0209, format!("the recipe has no input `{name}`"))
                        .at(given.named, "unknown input");
                if let Some(near) = suggest::nearest(name, names.iter().copied()) {
                    d = d
                        .help(format!("did you mean `{near}`?"))
                        .fix(given.named, near);
                }
                d.help(if names.is_empty() {
                    "the recipe has no inputs".to_owned()
                } else {
                    format!("inputs of the recipe: `{}`", names.join("`, `"))
                })
            }
            Some(InputKind::Markdown) => Diagnostic::error(
                codes::E0209,
                format!("`{name}` is the article itself, which is given as `source`"),
            )
            .at(given.named, "not given so")
            .help(bench.example(
                "source: ../path/of/the.text".to_owned(),
                "source \"../path/of/the.text\"".to_owned(),
            )),
            Some(InputKind::Number) if value.parse::<f64>().is_err() => Diagnostic::error(
                codes::E0209,
                format!("`{value}` is not a number, as the input `{name}` must be"),
            )
            .at(given.loc, "expected a number"),
            Some(_) => continue,
        };
        wrong.push(d);
    }
    for input in recipe.inputs.iter().filter(takes) {
        if input.value.is_none() && !bench.test.inputs.contains_key(&input.name) {
            let d = Diagnostic::error(
                codes::E0607,
                format!("the input `{}` has no value", input.name),
            )
            .at(bench.test.name.loc, "this test gives none")
            .help(bench.example(
                format!("input: {{ {}: … }}", input.name),
                format!("input {{ {} … }}", input.name),
            ))
            .help("or give it a `default` in the recipe");
            wrong.push(d);
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(bench.broken(wrong))
    }
}

/// Every rule that the expectation names is one that the recipe has: a misspelt one would never be missed.
fn known_rules(bench: &Bench<'_>, compiled: &Compiled) -> Result<(), Arc<Broken>> {
    let expect = &bench.test.expect;
    let mut named: Vec<(&str, Loc)> = expect
        .fails
        .iter()
        .map(|f| (f.rule.as_str(), f.loc))
        .collect();
    let lists = expect
        .undecided
        .iter()
        .chain(expect.skipped.iter().flatten());
    named.extend(lists.map(|(r, l)| (r.as_str(), *l)));
    let own: Vec<&str> = compiled.plan.rules.iter().map(|b| b.id.as_str()).collect();
    let wrong: Vec<Diagnostic> = named
        .into_iter()
        .filter(|(rule, _)| !own.contains(rule))
        .map(|(rule, loc)| {
            let exists = TABLE.iter().any(|d| d.id == rule);
            let message = if exists {
                format!("the recipe does not use the rule `{rule}`")
            } else {
                format!("no rule is called `{rule}`")
            };
            let mut d = Diagnostic::error(codes::E0804, message).at(loc, "expected here");
            if let Some(near) = suggest::nearest(rule, own.iter().copied()).filter(|_| !exists) {
                d = d.help(format!("did you mean `{near}`?")).fix(loc, near);
            }
            d.help(format!("rules of `{}`: {}", compiled.file, own.join(", ")))
        })
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(bench.broken(wrong))
    }
}

fn strip(
    bench: &Bench<'_>,
    compiled: &Compiled,
    value: &Value,
    name: &str,
    text: &str,
) -> Result<Stripped, Arc<Broken>> {
    let original = Source::new(name, text);
    let (clean, removals) = compiled.plan.strip(text);
    if clean.trim().is_empty() {
        return Err(bench.broken(vec![
            Diagnostic::error(
                codes::E0606,
                format!("nothing is left of `{name}` after `strip`"),
            )
            .at(value.loc, "this source")
            .help(format!(
                "`galley clean {} {name}` shows what each pattern removes",
                compiled.file
            )),
        ]));
    }
    let removed = removals
        .iter()
        .map(|r| Removed {
            text: r.span.slice(text).to_owned(),
            at: report::place(&original, r.span),
            demanded: report::recipe_place(&compiled.sources, r.demanded),
        })
        .collect();
    Ok(Stripped {
        draft: Draft::parse(&clean, compiled.plan.lang()),
        named: Source::new(name, &clean),
        removed,
    })
}

/// Looks at a given draft.
fn given(
    bench: &Bench<'_>,
    compiled: &Arc<Compiled>,
    source: Option<&Stripped>,
    text: &Text,
    outcome: &mut Outcome,
) -> Result<(), Arc<Broken>> {
    let value = text.value();
    let (name, body) = match text {
        Text::File(v) => {
            let loaded = bench.load(v, Role::Article)?;
            (loaded.name, loaded.text)
        }
        Text::Here(v) => ("draft".to_owned(), v.raw.clone()),
    };
    let draft = Draft::parse(&body, compiled.plan.lang());
    let results = compiled.plan.validate(Article {
        draft: &draft,
        source: source.map(|s| &s.draft),
    });
    let named = Source::new(&name, &body);
    let exit = judge::exit(&results);
    let at = |span: Span| match text {
        Text::File(_) => report::place(&named, span),
        Text::Here(_) => bench.place(value.inner(span.start, span.end)),
    };
    judged(bench, compiled, &results, &body, &at, exit, outcome);
    outcome.draft = Some(body.clone());
    if bench.test.snapshots.is_empty() {
        return Ok(());
    }
    let (program, _) = replay::programs(compiled, source, Profile::hosted());
    let report = || reported(compiled, &results, &draft, &named, source, None);
    golden::check(bench, compiled, &program, source, &report, outcome)
}

/// Compares results with what the test expects.
pub(super) fn judged(
    bench: &Bench<'_>,
    compiled: &Compiled,
    results: &[RuleResult],
    text: &str,
    at: &dyn Fn(Span) -> Place,
    exit: u8,
    outcome: &mut Outcome,
) {
    let expect = &bench.test.expect;
    let listed =
        !expect.fails.is_empty() || !expect.undecided.is_empty() || expect.skipped.is_some();
    // `held` alone says nothing of the rules.
    if expect.wanted == Wanted::Listed || listed {
        let rows = judge::compare(
            results,
            text,
            expect,
            &Places {
                draft: at,
                recipe: &|loc| report::recipe_place(&compiled.sources, loc),
                suite: &|loc| bench.place(loc),
            },
        );
        if rows.iter().any(|r| r.mark != Mark::Ok) {
            outcome.problems.push(Problem::Rows(rows));
        }
    }
    if let Some((wanted, loc)) = expect.exit
        && wanted != exit
    {
        outcome.problems.push(Problem::Exit {
            found: exit,
            wanted,
            expected: bench.place(loc),
        });
    }
}

/// The report of a test, as `check` or `run` prints it.
pub(super) fn reported(
    compiled: &Compiled,
    results: &[RuleResult],
    draft: &Draft,
    named: &Source,
    source: Option<&Stripped>,
    run: Option<RunReport>,
) -> Report {
    report::build(
        &compiled.plan,
        results,
        draft,
        source.map(|s| &s.draft),
        Texts {
            recipes: &compiled.sources,
            draft: named,
            source: source.map(|s| &s.named),
            tongue: Tongue::default(),
        },
        source.map(|s| s.removed.clone()).unwrap_or_default(),
        run,
    )
}
