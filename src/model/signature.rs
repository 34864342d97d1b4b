//! Who answers for a text, and whether a signature still holds for what the text says.

use std::collections::BTreeMap;

use super::{
    Campaign, Date, Lang, Lesson, LessonText, Protocol, ProtocolText, cited::Cited, digest::Digest,
    fact::in_lang,
};
use crate::diag::Span;

/// What somebody was appointed to answer for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Office {
    /// First aid and care: the health authority.
    Health,
    /// Child protection.
    Protection,
    /// Law.
    Law,
    /// A language, as its native reader.
    Language,
    /// Any other text: the office that publishes.
    Publication,
}

impl Office {
    /// All, by their names in `campaign.yaml`.
    pub const ALL: [(&str, Self); 5] = [
        ("health", Self::Health),
        ("protection", Self::Protection),
        ("law", Self::Law),
        ("language", Self::Language),
        ("publication", Self::Publication),
    ];
}

/// Somebody who signs texts, as `campaign.yaml` lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Name, with title or office.
    pub name: String,
    /// What they answer for.
    pub office: Office,
    /// The document that appoints them, by number and day.
    pub document: String,
    /// Where they are listed.
    pub span: Span,
}

/// A signature under a text, as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Id of the signer.
    pub by: String,
    /// When.
    pub on: Date,
    /// The document with the signature, by number and day.
    pub document: String,
    /// The hash of what was signed: the text and what it cites.
    pub stands_for: Digest,
    /// Where it is written.
    pub span: Span,
}

/// Whether a text is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nobody signed it.
    Unsigned,
    /// It was signed by somebody whom the campaign does not list.
    Stranger(&'a Signature),
    /// It was signed by somebody who answers for something else.
    OtherOffice(&'a Signature, &'a Signer),
    /// The text, or what it cites, changed since it was signed.
    Changed(&'a Signature),
    /// It is signed in its present wording.
    Signed(&'a Signature, &'a Signer),
}

impl<'a> Standing<'a> {
    /// Whether it may be published.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Signed(..))
    }

    fn of(
        signature: Option<&'a Signature>,
        signers: &'a BTreeMap<String, Signer>,
        offices: impl Fn(Office) -> bool,
        now: impl FnOnce() -> Digest,
    ) -> Self {
        let Some(signature) = signature else { return Self::Unsigned };
        let Some(signer) = signers.get(&signature.by) else { return Self::Stranger(signature) };
        if !offices(signer.office) {
            return Self::OtherOffice(signature, signer);
        }
        if signature.stands_for == now() {
            Self::Signed(signature, signer)
        } else {
            Self::Changed(signature)
        }
    }
}

impl Campaign {
    /// What a lesson cites in a language.
    pub fn cited<'a>(&self, lesson: &'a Lesson, text: &'a LessonText) -> Cited<'a> {
        let mut cited = Cited::default();
        for part in &text.parts {
            cited.line(&part.title);
            cited.blocks(&part.blocks);
        }
        text.shorts.values().for_each(|(blocks, _)| cited.blocks(blocks));
        cited.pictures.insert(&text.figure.path);
        cited.pictures.extend(lesson.colouring.as_deref());
        for id in &lesson.facts {
            if self.protocols.contains_key(id) {
                cited.protocols.insert(id);
            } else {
                cited.fact(id);
            }
        }
        cited
    }

    /// What a protocol cites beside its own numbers, which are part of it; of another protocol it rests
    /// on the numbers that it repeats.
    pub fn cited_by_protocol<'a>(&self, protocol: &Protocol, text: &'a ProtocolText) -> Cited<'a> {
        let mut cited = Cited::default();
        text.parts.values().for_each(|blocks| cited.blocks(blocks));
        let own = format!("{}.", protocol.id);
        cited.facts.retain(|id| !id.starts_with(&own));
        cited.protocols.clear();
        cited
    }

    /// What is signed with a lesson: its text, and the facts, protocols and pictures
    /// that it cites, as they are now.
    pub fn digest_of_lesson(&self, lesson: &Lesson, lang: &Lang, text: &LessonText) -> Digest {
        self.with_cited(Digest::of_lesson(text), &self.cited(lesson, text), lang)
    }

    /// What is signed with a protocol, if it has a text in that language.
    pub fn digest_of_protocol(&self, protocol: &Protocol, lang: &Lang) -> Option<Digest> {
        let text = protocol.texts.get(lang)?;
        let cited = self.cited_by_protocol(protocol, text);
        let title = self
            .facts
            .get(&protocol.id)
            .map_or("", |fact| in_lang(&fact.says, lang, self.first_lang()));
        Some(self.with_cited(Digest::of_protocol(protocol, text, title), &cited, lang))
    }

    fn with_cited(&self, text: Digest, cited: &Cited<'_>, lang: &Lang) -> Digest {
        let first = self.first_lang();
        let facts = cited
            .facts
            .iter()
            .filter_map(|id| Some((*id, Digest::of_fact(self.facts.get(*id)?, lang, first))));
        let protocols = cited
            .protocols
            .iter()
            .filter_map(|id| Some((*id, self.digest_of_protocol(self.protocols.get(*id)?, lang)?)));
        let pictures = cited.pictures.iter().filter_map(|path| {
            Some((*path, Digest::of_picture(path, &self.pictures.get(*path)?.bytes)))
        });
        text.with(facts.chain(protocols).chain(pictures))
    }

    /// Whether a lesson is signed in a language: anybody who is listed may sign it.
    pub fn lesson_standing<'a>(
        &'a self,
        lesson: &Lesson,
        lang: &Lang,
        text: &'a LessonText,
    ) -> Standing<'a> {
        let now = || self.digest_of_lesson(lesson, lang, text);
        Standing::of(text.signature.as_ref(), &self.settings.signers, |_| true, now)
    }

    /// Whether a protocol is signed in a language: only the health authority signs it.
    pub fn protocol_standing<'a>(&'a self, protocol: &'a Protocol, lang: &Lang) -> Standing<'a> {
        let signature = protocol.signatures.get(lang);
        let Some(now) = self.digest_of_protocol(protocol, lang) else { return Standing::Unsigned };
        let health = |office| office == Office::Health;
        Standing::of(signature, &self.settings.signers, health, || now)
    }
}
