//! The examples of the rule, which tests execute.

use crate::rules::{Example, Expect};

pub(super) const ALL: &[Example] = &[
    Example {
        title: "a lede, the facts, and a list to keep",
        yaml: "sections:\n  - chapo: { words: 4..12, heading: none }\n  - faits: { words: at least 4 }\n  - a-retenir: { heading: Ce qu’il faut retenir, list: 2..3 items }",
        recipe: "sections {\n  chapo { words 4..12, heading none }\n  faits { words at least 4 }\n  a-retenir { heading \"Ce qu’il faut retenir\", list 2..3 items }\n}",
        source: None,
        draft: "# Les ports s’unissent\n\nL’alliance est née mercredi à Anvers.\n\n## Une aide venue de l’intérieur\n\nLes gangs corrompent des dockers.\n\n## Ce qu'il faut retenir\n\n- Une alliance\n- Trois ports\n",
        expect: Expect::Holds,
    },
    Example {
        title: "a part is missing: the place where it should stand is marked",
        yaml: "sections:\n  - faits: { heading: Les faits }\n  - contexte: { heading: Le contexte }",
        recipe: "sections {\n  faits { heading \"Les faits\" }\n  contexte { heading \"Le contexte\" }\n}",
        source: None,
        draft: "# Anvers\n\n## Les faits\n\nDeux tonnes ont été saisies.\n",
        expect: Expect::Fails {
            message: "no section `contexte`",
            at: "",
        },
    },
    Example {
        title: "a part is too short",
        yaml: "language: en\nsections:\n  - facts: { words: at least 8 }",
        recipe: "language en\nsections {\n  facts { words at least 8 }\n}",
        source: None,
        draft: "# Antwerp\n\n## Two tonnes seized\n\nCustoms found the load.\n",
        expect: Expect::Fails {
            message: "4 words in section `facts`, at least 8 wanted",
            at: "",
        },
    },
    Example {
        title: "a heading is worded otherwise",
        yaml: "sections:\n  - faits\n  - suite: { heading: À suivre }",
        recipe: "sections {\n  faits\n  suite { heading \"À suivre\" }\n}",
        source: None,
        draft: "# Anvers\n\n## Deux tonnes saisies\n\nLa douane a parlé.\n\n## Et maintenant\n\nUne enquête est ouverte.\n",
        expect: Expect::Fails {
            message: "section `suite` has the heading `Et maintenant`, `À suivre` wanted",
            at: "Et maintenant",
        },
    },
    Example {
        title: "a part that was not declared",
        yaml: "language: en\nsections:\n  - facts: { heading: The facts }",
        recipe: "language en\nsections {\n  facts { heading \"The facts\" }\n}",
        source: None,
        draft: "# Antwerp\n\n## The facts\n\nTwo tonnes were seized.\n\n## Our opinion\n\nIt is a lot.\n",
        expect: Expect::Fails {
            message: "section `Our opinion` is not among the wanted ones",
            at: "Our opinion",
        },
    },
    Example {
        title: "two parts have changed places",
        yaml: "sections:\n  - faits: { heading: Les faits }\n  - contexte: { heading: Le contexte }",
        recipe: "sections {\n  faits { heading \"Les faits\" }\n  contexte { heading \"Le contexte\" }\n}",
        source: None,
        draft: "# Anvers\n\n## Le contexte\n\nLe trafic augmente.\n\n## Les faits\n\nDeux tonnes ont été saisies.\n",
        expect: Expect::Fails {
            message: "is out of order, wanted as part",
            at: "Le contexte",
        },
    },
    Example {
        title: "a fixed heading that comes too early",
        yaml: "sections:\n  - faits\n  - contexte\n  - a-retenir: { heading: Ce qu’il faut retenir }",
        recipe: "sections {\n  faits\n  contexte\n  a-retenir { heading \"Ce qu’il faut retenir\" }\n}",
        source: None,
        draft: "# Anvers\n\n## Deux tonnes saisies\n\nLa douane a parlé.\n\n## Ce qu’il faut retenir\n\nUne enquête est ouverte.\n\n## Un trafic en hausse\n\nLes saisies augmentent.\n",
        expect: Expect::Fails {
            message: "section `a-retenir` is out of order, wanted as part 3 of 3",
            at: "Ce qu’il faut retenir",
        },
    },
    Example {
        title: "too many items in a list",
        yaml: "sections:\n  - points: { list: at most 2 items }",
        recipe: "sections {\n  points { list at most 2 items }\n}",
        source: None,
        draft: "# Anvers\n\n## Trois points\n\n- Un\n- Deux\n- Trois\n",
        expect: Expect::Fails {
            message: "3 items in the list of section `points`, at most 2 wanted",
            at: "- Trois",
        },
    },
    Example {
        title: "readers' questions, each answered at once",
        yaml: "sections:\n  - vos-questions: { questions: 2..4 }",
        recipe: "sections {\n  vos-questions { questions 2..4 }\n}",
        source: None,
        draft: "# Le pont ferme lundi\n\n## Vos questions\n\n### Qui est concerné ?\n\nLes riverains du quai.\n\n### Combien de temps ?\n\nTrois mois. Et après ? Le pont rouvre.\n",
        expect: Expect::Holds,
    },
    Example {
        title: "questions as bold lines",
        yaml: "language: en\nsections:\n  - faq: { heading: Your questions, questions: exactly 2 }",
        recipe: "language en\nsections {\n  faq { heading \"Your questions\", questions exactly 2 }\n}",
        source: None,
        draft: "# Bridge closes\n\n## Your questions\n\n**Why now?**\nThe bridge is old.\n\n**What do I need to cross?**\n\n- A pass\n- A boat\n",
        expect: Expect::Holds,
    },
    Example {
        title: "too few questions",
        yaml: "language: en\nsections:\n  - faq: { questions: 4..8 }",
        recipe: "language en\nsections {\n  faq { questions 4..8 }\n}",
        source: None,
        draft: "# Bridge closes\n\n## Your questions\n\n### Why now?\n\nThe bridge is old.\n\n### Who pays?\n\nThe city does.\n\n### How long?\n\nThree months.\n",
        expect: Expect::Fails {
            message: "3 questions in section `faq`, 4..8 wanted",
            at: "",
        },
    },
    Example {
        title: "a question without its mark",
        yaml: "sections:\n  - faq: { questions: at least 1 }",
        recipe: "sections {\n  faq { questions at least 1 }\n}",
        source: None,
        draft: "# Le pont ferme\n\n## Vos questions\n\n### Qui est concerné\n\nLes riverains du quai.\n",
        expect: Expect::Fails {
            message: "question `Qui est concerné` does not end with a question mark",
            at: "Qui est concerné",
        },
    },
    Example {
        title: "a heading among the questions that asks nothing",
        yaml: "language: en\nsections:\n  - help: { questions: at least 1 }",
        recipe: "language en\nsections {\n  help { questions at least 1 }\n}",
        source: None,
        draft: "# Bridge closes\n\n## Your questions\n\n### FAQ\n\n### Why now?\n\nThe bridge is old.\n",
        expect: Expect::Fails {
            message: "heading `FAQ` of section `help` is no question",
            at: "FAQ",
        },
    },
    Example {
        title: "a question without an answer",
        yaml: "language: en\nsections:\n  - faq: { questions: 1..3 }",
        recipe: "language en\nsections {\n  faq { questions 1..3 }\n}",
        source: None,
        draft: "# Bridge closes\n\n## Your questions\n\n### Why now?\n\nThe bridge is old.\n\n### Who pays?\n",
        expect: Expect::Fails {
            message: "question `Who pays?` has no answer under it",
            at: "Who pays?",
        },
    },
    Example {
        title: "an answer that begins with a question",
        yaml: "sections:\n  - faq: { questions: 1..3 }",
        recipe: "sections {\n  faq { questions 1..3 }\n}",
        source: None,
        draft: "# Le pont ferme\n\n## Vos questions\n\n### Qui paie ?\n\nQui, sinon la ville ? Elle a voté la somme.\n",
        expect: Expect::Fails {
            message: "the answer begins with a question under question `Qui paie ?`",
            at: "Qui, sinon la ville ?",
        },
    },
    Example {
        title: "two questions that are one",
        yaml: "sections:\n  - faq: { questions: 1..3 }",
        recipe: "sections {\n  faq { questions 1..3 }\n}",
        source: None,
        draft: "# Le pont ferme\n\n## Vos questions\n\n### Qui est concerné ?\n\nLes riverains.\n\n### Qui est concerné par la fermeture ?\n\nLes habitants du quai.\n",
        expect: Expect::Fails {
            message: "question `Qui est concerné par la fermeture ?` asks what `Qui est concerné ?` asks",
            at: "Qui est concerné par la fermeture ?",
        },
    },
];
