package org.ontogeny.kernel.backend;

import org.ontogeny.kernel.Kernels;

/**
 * A backend, and why it is this one.
 *
 * @param reason for the user, a few words
 */
public record Choice(Kernels kernels, String reason) {}
