//! How the time of a check under every rule grows with the text: each kind of text once, twice and four times as long, against itself,
//! against a short source, and against itself with other people, things and values. `cargo bench --bench growth [KIND]`; with `--rules`
//! after the kind, also what each rule takes. Near linear is a factor of two from one figure to the next; `docs/performance.md` has the
//! figures. Each figure is processor time of a process of its own, which is stopped after [`CAP`].

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use galley::check::{self, Plan};
use galley::draft::Draft;
use galley::rules::{Article, Outcome};

const EVERY_RULE: &str = include_str!("../tests/fixtures/every-rule.yaml");
const SEED: &str = include_str!("../examples/ue-ports.seed.txt");

/// A name, how many of the thing there are at first, and the text with so many of it.
type Kind = (&'static str, usize, fn(usize) -> String);

const KINDS: &[Kind] = &[
    ("prose", 3000, prose),
    ("prose in English", 3500, english),
    ("numbers", 25_000, numbers),
    ("numbers in one sentence", 25_000, one_sentence),
    ("headings", 25_000, headings),
    ("front matter", 50_000, front),
    ("quotations", 12_500, quotations),
    ("names", 5_000, names),
    ("denials", 5_000, denials),
    ("open brackets", 25_000, |n| "[".repeat(n)),
    ("one line without a space", 1_000_000, |n| "é".repeat(n / 2)),
    ("lines of page furniture", 25_000, page),
    ("short lines in one run", 25_000, run),
    ("names in one sentence", 12_500, |n| {
        names(n).replace(".\n\n", ",\n")
    }),
    ("headings in capitals", 12_500, |n| {
        headings(n).replace("port", "PORT").to_uppercase()
    }),
    ("one heading of capitals", 25_000, |n| {
        format!("# {}\n", "ONU UE ".repeat(n))
    }),
    ("one underlined heading", 12_500, |n| {
        format!("{}---\n", run(n).replace('-', " "))
    }),
    ("dialogue", 12_500, |n| {
        quotations(n).replace("« ", "\n\n— ").replace(" »", "")
    }),
    ("statements and speakers", 6_000, speakers),
    ("quotation marks", 100_000, |n| "« a, ".repeat(n / 2)),
    ("closed brackets", 25_000, |n| "[a](b) (c) ".repeat(n)),
    ("pictures in one line", 25_000, |n| "![](a)".repeat(n)),
    ("list", 25_000, |n| run(n).replace('\n', "\n- ")),
    ("table", 25_000, |n| {
        format!("| a | b |\n|---|---|\n{}", "| Le port | 12 |\n".repeat(n))
    }),
    ("HTML", 25_000, |n| {
        "<p>Le <b>port</b> ouvre.</p>\n".repeat(n)
    }),
    ("emphasis", 50_000, |n| "*a **b ".repeat(n)),
    ("code", 25_000, |n| "Le `port` ouvre ``.\n".repeat(n)),
    ("abbreviations", 50_000, |n| "M. A. p. ex. etc. ".repeat(n)),
    ("apostrophes", 100_000, |n| "l’a' ".repeat(n)),
    ("empty lines", 200_000, |n| {
        format!("Le port ouvre.{}Fin.\n", "\n".repeat(n))
    }),
    ("accents", 100_000, |n| "e\u{301}".repeat(n)),
    ("rare words", 50_000, |n| {
        (0..n).fold(String::new(), |t, i| t + &format!("mot{i} port, "))
    }),
    ("one word", 100_000, |n| "port ".repeat(n)),
    ("notes", 12_500, |n| {
        (0..n).fold(String::new(), |t, i| {
            t + &format!(
                "Le port{i}[^{i}] ouvre [là][r{i}].\n\n[^{i}]: Note {i}.\n\n[r{i}]: a{i}\n\n"
            )
        })
    }),
];

/// A figure that takes longer is not waited for.
const CAP: Duration = Duration::from_secs(30);

/// Sentences with names, numbers, denials and hedges; each differs from the others in its words.
fn prose(n: usize) -> String {
    let mut text = String::from("# Les ports\n\n");
    for i in 0..n {
        let (a, b) = (i * 7919 % 10_007, i * 104_729 % 9973);
        let _ = write!(
            text,
            "Selon la police de Ville{a}, Paul Nom{b} n’a pas signé le contrat mot{a} avant le mois d’août. Le maire, Jean Nom{a}, \
             aurait vendu {a} navires{b} et {b} grues{a} à l’agence{b}. « Le port mot{a} ne ferme pas mot{b} », a déclaré Anne Nom{b}.\n\n"
        );
    }
    text
}

fn english(n: usize) -> String {
    let mut text = String::from("# The ports\n\n");
    for i in 0..n {
        let (a, b) = (i * 7919 % 10_007, i * 104_729 % 9973);
        let _ = write!(
            text,
            "Police in Town{a} said that Paul Name{b} did not sign the contract word{a} before August. The mayor, Jean Name{a}, \
             may have sold {a} ships{b} and {b} cranes{a} to the agency{b}. “The port word{a} will not close word{b},” said Anne Name{b}.\n\n"
        );
    }
    text
}

/// Short lines such as stand around an article, and five sentences between them.
fn page(n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        let _ = match i % 6 {
            0 => writeln!(text, "Partager cet article {i}\n"),
            1 => writeln!(text, "Par Jeanne Martin{i}\n"),
            2 => writeln!(text, "Publié le 12 mars 2024 à 14 h {}\n", i % 60),
            3 => writeln!(text, "Lire aussi : le port{i} ferme\n"),
            4 => writeln!(text, "© Agence {i}\n"),
            _ => writeln!(text, "Rubrique{i}\n"),
        };
        if i == n / 2 {
            text.push_str(
                "Le port de Sète a rouvert lundi après trois jours de grève des dockers du bassin. \
                 Les navires attendaient au large depuis vendredi matin, faute de remorqueurs. \
                 La préfecture a annoncé la reprise du trafic dans la soirée de dimanche. \
                 Le maire a salué un accord qui protège les emplois de la ville. \
                 Les syndicats se réuniront de nouveau jeudi pour en parler. \
                 Le trafic sera normal à la fin de la semaine, selon la direction.\n\n",
            );
        }
    }
    text
}

/// What several people say, in sentences of their own.
fn speakers(n: usize) -> String {
    (0..n).fold(String::from("# Les voix\n\n"), |mut text, i| {
        let _ = write!(
            text,
            "« Le navire{i} entre au port{i}, a dit Paul Nom{i}, maire de Ville{i}. Il en sort demain. » Selon Anne Mot{i}, le quai{i} ferme. "
        );
        if i % 10 == 9 {
            text.push_str("\n\n");
        }
        text
    })
}

/// The same lines without an empty one between them.
fn run(n: usize) -> String {
    page(n).replace("\n\n", "\n")
}

/// Recipes that are long: sections, and texts that are forbidden.
const RECIPES: &[Kind] = &[
    ("sections to compile", 10_000, |n| {
        let mut text = String::from("recipe: long\nlanguage: fr\nsections:\n");
        for i in 0..n {
            let _ = write!(
                text,
                "  partie{i}:\n    heading: Partie {i}\n    words: 5..50\n"
            );
        }
        text
    }),
    ("forbidden texts", 7_500, |n| {
        let mut text = String::from("recipe: long\nlanguage: fr\nforbid:\n  any:\n");
        for i in 0..n {
            let _ = writeln!(text, "    - mot interdit{i}");
        }
        text
    }),
];

fn numbers(n: usize) -> String {
    let mut text = String::from("# Les nombres\n\n");
    for i in 0..n {
        let _ = write!(text, "Le port a reçu {} navires. ", 1000 + i);
        if i % 50 == 49 {
            text.push_str("\n\n");
        }
    }
    text
}

fn one_sentence(n: usize) -> String {
    let all: Vec<String> = (0..n).map(|i| (1000 + i).to_string()).collect();
    format!(
        "# Les nombres\n\nLe port a reçu {} navires.\n",
        all.join(", ")
    )
}

fn headings(n: usize) -> String {
    (0..n).fold(String::from("# Les titres\n\n"), |mut text, i| {
        let _ = write!(text, "## Le port numéro {i}\n\nLe navire {i} arrive.\n\n");
        text
    })
}

fn front(n: usize) -> String {
    let keys: String = (0..n).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "key{i}: value {i}");
        text
    });
    format!("---\n{keys}---\n\n# Titre\n\nLe port ouvre.\n")
}

fn quotations(n: usize) -> String {
    (0..n).fold(String::from("# Les citations\n\n"), |mut text, i| {
        let _ = write!(text, "« Le navire{i} entre au port{i} », dit-il. ");
        text
    })
}

fn names(n: usize) -> String {
    (0..n).fold(String::from("# Les noms\n\n"), |mut text, i| {
        let letters: String = i
            .to_string()
            .bytes()
            .map(|b| char::from(b - b'0' + b'a'))
            .collect();
        let _ = write!(
            text,
            "Ce soir, Paul Ro{letters} parle à Anne Ma{letters}.\n\n"
        );
        text
    })
}

fn denials(n: usize) -> String {
    (0..n).fold(String::from("# Les refus\n\n"), |mut text, i| {
        let _ = write!(text, "Le port{i} n’a pas ouvert avant la grève{i}.\n\n");
        text
    })
}

fn plan(text: &str) -> Plan {
    check::plan_of("recipe.yaml", text).expect("the recipe has no error")
}

/// Processor time of this process so far, where the system tells it; else the time that went by.
fn clock(started: Instant) -> Duration {
    std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|t| t.split(' ').next()?.parse().ok())
        .map_or_else(|| started.elapsed(), Duration::from_nanos)
}

/// The same text with other people, things and values: what is quoted is quoted of somebody else, and what is told is lost.
fn altered(text: &str) -> String {
    let others = [
        ("Paul ", "Luc "),
        ("Anne ", "Luc "),
        ("Jean ", "Luc "),
        ("navire", "bateau"),
        ("1", "2"),
        ("n’a pas", "a"),
    ];
    others
        .iter()
        .fold(text.to_owned(), |text, (a, b)| text.replace(a, b))
}

/// The sources that a text is laid beside.
const SIDES: [&str; 3] = ["itself", "other", "altered"];

/// What one text takes: reading and every rule, and the five that take most.
fn check_text(kind: &Kind, factor: usize, side: &str) -> (Duration, String) {
    let (name, first, make) = kind;
    let language = if name.ends_with("English") {
        "en"
    } else {
        "fr"
    };
    let plan = plan(&format!(
        "recipe: every-rule\nlanguage: {language}\n{EVERY_RULE}"
    ));
    let text = make(first * factor);
    let theirs = match side {
        "itself" => text.clone(),
        "altered" => altered(&text),
        _ => SEED.to_owned(),
    };
    let began = Instant::now();
    let mut at = clock(began);
    let start = at;
    let mut step = || {
        let now = clock(began);
        now - std::mem::replace(&mut at, now)
    };
    let draft = Draft::parse(&text, plan.lang());
    let source = Draft::parse(&theirs, plan.lang());
    let article = Article {
        draft: &draft,
        source: Some(&source),
    };
    let mut times = vec![(step(), "(reading)")];
    for bound in &plan.rules {
        let mut out = Outcome::new(bound.def.id, bound.severity, bound.loc);
        bound.rule.validate(article, &mut out);
        times.push((step(), bound.def.id));
    }
    times.sort_unstable();
    times.reverse();
    times.truncate(5);
    (clock(began) - start, format!("{times:.0?}"))
}

/// What one long recipe takes, with a short article.
fn check_recipe(kind: &Kind, factor: usize) -> (Duration, String) {
    let (name, first, make) = kind;
    let (text, article) = (make(first * factor), prose(20));
    let began = Instant::now();
    let start = clock(began);
    let plan = plan(&text);
    let compiled = clock(began) - start;
    let draft = Draft::parse(&article, plan.lang());
    let found = plan.validate(Article {
        draft: &draft,
        source: Some(&draft),
    });
    assert!(!found.is_empty(), "{name}: something is looked at");
    (clock(began) - start, format!("compiling {compiled:.0?}"))
}

/// Runs one figure in a process of its own; `None` when it took too long.
fn apart(name: &str, factor: usize, side: &str) -> Option<(Duration, String)> {
    let own = std::env::current_exe().expect("the bench knows where it is");
    let mut child = Command::new(own)
        .args(["--one", name, &factor.to_string(), side])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the bench starts itself");
    let began = Instant::now();
    while child.try_wait().expect("the child is known").is_none() {
        if began.elapsed() > 3 * CAP {
            child.kill().expect("the child can be stopped");
            child.wait().expect("the child is known");
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let out = child.wait_with_output().expect("the child is known").stdout;
    let out = String::from_utf8_lossy(&out);
    let (nanos, rules) = out.split_once('\n')?;
    let took = Duration::from_nanos(nanos.parse().ok()?);
    (took <= CAP).then(|| (took, rules.trim().to_owned()))
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [one, name, factor, side] = args.as_slice()
        && one == "--one"
    {
        let factor = factor.parse().expect("a number");
        let kind = |list: &'static [Kind]| list.iter().find(|k| k.0 == name);
        let (took, rules) = match kind(KINDS) {
            Some(k) => check_text(k, factor, side),
            None => check_recipe(kind(RECIPES).expect("a known kind"), factor),
        };
        println!("{}\n{rules}", took.as_nanos());
        return;
    }
    let rules = args.iter().any(|a| a == "--rules");
    let wanted = args.iter().find(|a| !a.starts_with("--"));
    println!(
        "{:28}{:>9}  against itself, against another source, against itself altered",
        "text", "first"
    );
    for (name, first, _) in KINDS.iter().chain(RECIPES) {
        if wanted.is_some_and(|w| !name.starts_with(w.as_str())) {
            continue;
        }
        let recipe = RECIPES.iter().any(|r| r.0 == *name);
        let mut line = String::new();
        for side in SIDES.into_iter().take(if recipe { 1 } else { 3 }) {
            let mut before = None;
            for factor in [1, 2, 4] {
                let Some((took, by_rule)) = apart(name, factor, side) else {
                    line.push_str("  over the cap");
                    break;
                };
                let _ = write!(line, "{took:>9.0?}");
                if let Some(before) = before.replace(took) {
                    let _ = write!(line, " ×{:.1}", took.as_secs_f64() / before.as_secs_f64());
                }
                if rules {
                    println!("  {name} × {factor}: {by_rule}");
                }
            }
            line.push_str("   ");
        }
        println!("{name:28}{first:>9}{line}");
    }
}
