//! The sheets of the workbook: the tables of places.

use crate::{
    desk::sheet::Sheet,
    tables::{contacts, hazards, points, units},
};

/// All sheets, in the order in which people use them.
pub const SHEETS: [Sheet; 4] = [contacts::TABLE, hazards::TABLE, points::TABLE, units::TABLE];
