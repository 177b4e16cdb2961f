// SPDX-License-Identifier: MIT
/// The program that does nothing; what counts is that it links.
int main() {}
