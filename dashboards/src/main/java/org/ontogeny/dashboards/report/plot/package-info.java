/**
 * Plots as text: numbers go in, SVG, PNG and CSV come out, and nothing else happens. Colours are
 * names of classes that a style sheet fills in, those of Okabe and Ito (2008) by default, and every
 * one comes with a dash or a marker of its own, so that no plot needs colours to be read.
 */
package org.ontogeny.dashboards.report.plot;
