//! Vocabulary: what there is. Data, and questions about data; nothing here reads, writes or
//! knows a format.

pub mod address;
pub mod artifact;
pub mod block;
pub mod called;
pub mod campaign;
pub mod cited;
pub mod code;
pub mod digest;
pub mod fact;
pub mod field;
pub mod fold;
pub mod format;
pub mod hold;
pub mod lang;
pub mod legible;
pub mod lesson;
pub mod markdown;
pub mod memory;
pub mod need;
pub mod phone;
pub mod phrase;
pub mod picture;
pub mod place;
pub mod protocol;
pub mod revision;
pub mod signature;
pub mod slug;
pub mod theme;

pub use address::Address;
pub use artifact::Artifact;
pub use block::{Block, BlockKind, Inline, InlineKind};
pub use called::{Called, Names};
pub use campaign::{Campaign, Mode, Selection, Settings};
pub use digest::Digest;
pub use fact::{Fact, Reference};
pub use field::FieldPath;
pub use format::Format;
pub use hold::Holds;
pub use lang::{Lang, Language, Status};
pub use lesson::{Audience, Lesson, LessonText, Pack, Part, Role};
pub use memory::Memory;
pub use need::Need;
pub use phone::{Callee, Phone, Scheme};
pub use phrase::Phrasebook;
pub use picture::{Photograph, Picture};
pub use place::{Contact, ContactRole, Hazard, Kind, Place, Unit};
pub use protocol::{Protocol, ProtocolText};
pub use signature::{Office, Signature, Signer, Standing};
pub use theme::{Ink, Layout, Subject, Theme};

/// A day in the civil calendar. Outputs hold days, never instants.
pub use jiff::civil::Date;
