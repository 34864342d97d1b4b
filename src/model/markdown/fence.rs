//! Our own blocks, and code.

use super::{Context, Style, Unsayable, escape, line, lines};
use crate::model::{
    Block, BlockKind, ContactRole, Inline, InlineKind,
    block::{Question, Step},
};

/// Text to be shown as typed.
pub fn code(text: &str) -> Vec<String> {
    let inner = text.strip_suffix('\n').unwrap_or(text);
    let inner = if text.is_empty() { Vec::new() } else { super::split(inner) };
    fenced("", inner)
}

/// One of our own blocks; nothing of the others.
pub fn own(kind: &BlockKind, style: Style<'_>) -> Result<Vec<String>, Unsayable> {
    let of = |info: &str, inner: &[Block]| {
        let mut within = Vec::new();
        lines(inner, Style { fenced: true, ..style }, &mut within)?;
        Ok(fenced(info, within))
    };
    match kind {
        BlockKind::Steps(all) => Ok(fenced("steps", steps(all, style)?)),
        BlockKind::Numbers(numbers) => {
            let one = |number: &super::super::block::Number| {
                let situation = line(&number.situation, Context::Line, style)?;
                Ok(format!("{}: {situation}", number.fact))
            };
            let all = numbers.iter().map(one).collect::<Result<_, Unsayable>>()?;
            Ok(fenced("numbers", all))
        }
        BlockKind::Hazards { unknown } => of("hazards", unknown),
        BlockKind::Contacts { roles, unknown } => {
            // Without names it is everybody.
            let all = roles.as_slice() == ContactRole::ALL.as_slice();
            let names = roles.iter().filter(|_| !all).map(|role| role.key());
            let info: Vec<&str> = ["contacts"].into_iter().chain(names).collect();
            of(&info.join(" "), unknown)
        }
        BlockKind::WhenHazards(inner) => of("when place.hazards", inner),
        BlockKind::Quiz(questions) => Ok(fenced("quiz", quiz(questions, style)?)),
        BlockKind::Protocol { id, audience, line: _ } => {
            Ok(fenced(&format!("protocol {id} {}", audience.key()), Vec::new()))
        }
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::List { .. }
        | BlockKind::Table { .. }
        | BlockKind::Pairs { .. }
        | BlockKind::Quote(_)
        | BlockKind::Alert { .. }
        | BlockKind::Code(_)
        | BlockKind::Rule => Ok(Vec::new()),
    }
}

/// Lines between two fences that are longer than any within.
pub fn fenced(info: &str, inner: Vec<String>) -> Vec<String> {
    let ticks = |line: &String| {
        let line = line.trim_start_matches([' ', '>', '\t']);
        line.len() - line.trim_start_matches('`').len()
    };
    let most = inner.iter().map(ticks).max().unwrap_or_default();
    let fence = "`".repeat(3.max(most + 1));
    let mut all = vec![format!("{fence}{info}")];
    all.extend(inner);
    all.push(fence);
    all
}

fn steps(steps: &[Step], style: Style<'_>) -> Result<Vec<String>, Unsayable> {
    let mut out = Vec::new();
    for (number, step) in (1..).zip(steps) {
        let mark = format!("{number}. ");
        let lead = Inline::new(InlineKind::Strong(step.lead.clone()), step.span);
        let mut words = vec![lead];
        // A blank after the command belongs to no words.
        match step.body.split_first() {
            Some((Inline { kind: InlineKind::Text(first), span }, rest)) => {
                words.push(Inline::text(format!(" {first}"), *span));
                words.extend(rest.iter().cloned());
            }
            _ => words.extend(step.body.iter().cloned()),
        }
        let indent = " ".repeat(mark.len());
        let text = line(&words, Context::Paragraph, style)?;
        out.extend(text.split('\n').enumerate().map(|(at, line)| {
            let before = if at == 0 { &mark } else { &indent };
            format!("{before}{line}")
        }));
    }
    Ok(out)
}

fn quiz(questions: &[Question], style: Style<'_>) -> Result<Vec<String>, Unsayable> {
    let mut out = Vec::new();
    // Words that open with the sign of an item would lose it, as one that is typed twice.
    let said = |words: &[Inline]| Ok(escape::sign(line(words, Context::Line, style)?));
    for question in questions {
        if !out.is_empty() {
            out.push(String::new());
        }
        out.push(format!("? {}", said(&question.text)?));
        for answer in &question.answers {
            let mark = if answer.right { '*' } else { '-' };
            out.push(format!("{mark} {}", said(&answer.text)?));
        }
        let lines = question.explanation.split(|inline| inline.kind == InlineKind::Break);
        for line in lines.filter(|line| !line.is_empty()) {
            out.push(format!("= {}", said(line)?));
        }
    }
    Ok(out)
}
